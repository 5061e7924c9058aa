package org.samap.core.homology.names;

import java.util.Comparator;

/**
 * How well a transform matches sequences and data.
 *
 * @param transform what was tried
 * @param genes how many genes of the data are hit
 * @param sequences how many sequences hit one
 */
public record NameScore(NameTransform transform, int genes, int sequences) {
  /** Most genes first; of equals the simpler transform. */
  static final Comparator<NameScore> BEST_FIRST =
      Comparator.comparingInt((NameScore s) -> -s.genes)
          .thenComparing(NameScore::transform, NameTransform.SIMPLER);
}
