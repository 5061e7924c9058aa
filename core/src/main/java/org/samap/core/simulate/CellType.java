package org.samap.core.simulate;

/**
 * A cell type of the planted truth.
 *
 * @param name the label of its cells; types of different species are the same if their names are
 *     equal
 * @param kind which species have it
 * @param lineage the number of its lineage, -1 if it belongs to none
 */
public record CellType(String name, Kind kind, int lineage) {

  /** Which species have a type. */
  public enum Kind {
    /** Every species. */
    SHARED,
    /** Only the first species; it resembles the shared types of its lineage. */
    SIBLING,
    /** Only the first species; it resembles no other type. */
    PRIVATE
  }
}
