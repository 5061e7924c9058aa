package org.samap.core.analysis.evolution;

import org.samap.core.run.CodePoints;

/**
 * An unordered pair of species.
 *
 * @param first the id that comes first by code point
 * @param second the other id
 */
public record SpeciesPair(String first, String second) {

  public SpeciesPair {
    if (CodePoints.compare(first, second) >= 0) {
      throw new IllegalArgumentException(first + " and " + second + "; use of()");
    }
  }

  /** The pair of two species, given in either order. */
  public static SpeciesPair of(String species, String other) {
    return CodePoints.compare(species, other) < 0
        ? new SpeciesPair(species, other)
        : new SpeciesPair(other, species);
  }
}
