package org.samap.core.analysis;

import org.samap.core.run.CodePoints;

/**
 * A cell type of one species. Its name is {@code {species}_{label}}, such as {@code hs_B cell}.
 * Species ids have no {@code _}, so a name can be parsed for any label. Nodes are sorted by name,
 * by code point.
 *
 * @param species the id of the species, without {@code _}
 * @param label the cell type, any text
 */
public record Node(String species, String label) implements Comparable<Node> {
  private static final char BETWEEN = '_';

  public Node {
    if (species.indexOf(BETWEEN) >= 0) {
      throw new IllegalArgumentException("the species id '" + species + "' has a '_'");
    }
  }

  /**
   * Parses a name.
   *
   * @throws IllegalArgumentException if it has no {@code _}
   */
  public static Node parse(String name) {
    int at = name.indexOf(BETWEEN);
    if (at < 0) {
      throw new IllegalArgumentException("'" + name + "' is not a node; write species_label");
    }
    return new Node(name.substring(0, at), name.substring(at + 1));
  }

  /** The name. */
  public String name() {
    return species + BETWEEN + label;
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public int compareTo(Node other) {
    return CodePoints.compare(name(), other.name());
  }
}
