package org.samap.core.mapping;

import java.util.Arrays;
import org.samap.core.engine.SoftThreshold;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * How much of each gene of a species goes into each gene of another (SPEC 5.1, 5.2). Entry (g, h)
 * is the share of g in h, so columns sum to 1.
 */
final class Translation {
  private Translation() {}

  /**
   * The links without genes of weight 0, each row divided by its maximum. The result is in general
   * not symmetric.
   */
  static SparseMatrix activePairs(SparseMatrix links, double[] geneWeights) {
    float[] relative = new float[links.entries()];
    for (int g = 0; g < links.rows(); g++) {
      double max = links.rowMax(g);
      for (int p = links.offset(g); p < links.offset(g + 1); p++) {
        boolean active = geneWeights[g] > 0 && geneWeights[links.index(p)] > 0;
        relative[p] = active && max > 0 ? (float) (links.value(p) / max) : 0;
      }
    }
    return links.withValues(relative).withoutZeros();
  }

  /** The soft-thresholded pairs, every column divided by its sum over all species. */
  static SparseMatrix shares(SparseMatrix activePairs) {
    SparseMatrix soft = activePairs.map(x -> SoftThreshold.tanhScale(x, 10, 0.5));
    double[] sums = new double[soft.columns()];
    for (int p = 0; p < soft.entries(); p++) {
      sums[soft.index(p)] += soft.value(p);
    }
    float[] out = new float[soft.entries()];
    for (int p = 0; p < out.length; p++) {
      double sum = sums[soft.index(p)];
      out[p] = (float) (soft.value(p) / (sum == 0 ? 1 : sum));
    }
    return soft.withValues(out);
  }

  /**
   * Divides every column by its sum within each source species, so that two species are translated
   * as if they were alone.
   */
  static SparseMatrix pairwise(SparseMatrix shares, SpeciesAxis genes) {
    float[] out = new float[shares.entries()];
    double[] sums = new double[shares.columns()];
    for (int s = 0; s < genes.species(); s++) {
      int from = shares.offset(genes.start(s));
      int to = shares.offset(genes.end(s));
      Arrays.fill(sums, 0);
      for (int p = from; p < to; p++) {
        sums[shares.index(p)] += shares.value(p);
      }
      for (int p = from; p < to; p++) {
        double sum = sums[shares.index(p)];
        out[p] = (float) (shares.value(p) / (sum == 0 ? 1 : sum));
      }
    }
    return shares.withValues(out);
  }
}
