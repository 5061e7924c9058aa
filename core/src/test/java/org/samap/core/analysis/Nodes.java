package org.samap.core.analysis;

/** Nodes of species whose ids have no {@code _}, for tests. */
public final class Nodes {
  private Nodes() {}

  public static Node of(String name) {
    String[] parts = name.split("_", 2);
    return new Node(parts[0], parts[1]);
  }
}
