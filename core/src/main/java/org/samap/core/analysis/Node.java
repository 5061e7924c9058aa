package org.samap.core.analysis;

import org.samap.core.run.CodePoints;

/**
 * A cell type of one species. Its name is {@code {species}_{label}}, such as {@code hs_B cell}. The
 * ids of species are such that no two nodes have one name. Nodes are sorted by name, by code point.
 *
 * @param species the id of the species
 * @param label the cell type, any text
 */
public record Node(String species, String label) implements Comparable<Node> {
  /** The name. */
  public String name() {
    return species + "_" + label;
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
