package org.samap.core.simulate;

/**
 * A cell type of the planted truth.
 *
 * @param name the label of its cells; types of different species are the same if and only if their
 *     names are
 * @param kind who has it
 * @param lineage the number of its lineage, -1 for one of its own
 */
public record CellType(String name, Kind kind, int lineage) {

  /** Who has a type. */
  public enum Kind {
    /** Every species. */
    SHARED,
    /** The first species; it resembles the shared types of its lineage. */
    SIBLING,
    /** The first species; it resembles no other type. */
    PRIVATE
  }
}
