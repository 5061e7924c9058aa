package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which genes of a type are missing in its partner, of those that it could have shown. The level of
 * a gene is what the share of cells that detect it implies ({@link TypeProfiles#level}). The
 * partner was measured more or less sensitively; the median ratio of the levels of linked genes
 * says how much. If it had the homolog at a quarter of the level, E of its cells would detect it.
 * With E of at least {@value #LEAST_EXPECTED} the gene is tested, and it is missing if fewer than E
 * - 2 sqrt(E) cells do.
 *
 * @param tested the number of tested genes in each resample
 * @param missing how many of them are missing
 */
record MissingGenes(int[] tested, int[] missing) {
  private static final double LEAST_EXPECTED = 5;
  private static final double FOLD = 4;

  /** Genes at lower levels do not tell how sensitive a measurement was. */
  private static final double LEAST_LEVEL = 0.05;

  private static final int LEAST_GENES = 20;

  static final MissingGenes NONE =
      new MissingGenes(new int[Resampled.GROUPS + 1], new int[Resampled.GROUPS + 1]);

  /** The genes of {@code node} that are missing in {@code other}. O(links x log links). */
  static MissingGenes of(
      TypeProfiles profiles, int node, int other, int[] genes, int[] homologs, int[] groups) {
    double[] levels = IntStream.of(genes).mapToDouble(g -> profiles.level(node, g)).toArray();
    double[] ratios =
        IntStream.range(0, genes.length)
            .filter(l -> levels[l] > LEAST_LEVEL)
            .filter(l -> profiles.level(other, homologs[l]) > LEAST_LEVEL)
            .mapToDouble(l -> profiles.level(other, homologs[l]) / levels[l])
            .sorted()
            .toArray();
    int n = ratios.length;
    int[] tested = new int[Resampled.GROUPS + 1];
    int[] missing = new int[Resampled.GROUPS + 1];
    if (n < LEAST_GENES) {
      return NONE;
    }
    double sensitivity = (ratios[(n - 1) / 2] + ratios[n / 2]) / 2;
    for (int l = 0; l < genes.length; l++) {
      double chance = -StrictMath.expm1(-sensitivity * levels[l] / FOLD);
      double expected = profiles.sizes()[other] * chance;
      if (expected >= LEAST_EXPECTED) {
        int is =
            profiles.detected()[other][homologs[l]] + 2 * Math.sqrt(expected) < expected ? 1 : 0;
        for (int k = 0; k <= Resampled.GROUPS; k++) {
          if (k != groups[l] + 1) {
            tested[k]++;
            missing[k] += is;
          }
        }
      }
    }
    return new MissingGenes(tested, missing);
  }

  /** Whether enough genes were tested in every resample. */
  boolean known() {
    return Arrays.stream(tested).min().orElse(0) >= LEAST_GENES;
  }

  double share(int resample) {
    return (double) missing[resample] / tested[resample];
  }
}
