package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.run.Workers;

/**
 * The matrix that a PCA sees: some genes' expression, scaled and weighted. A value that a zero of
 * the expression has is taken from its whole column, which the centring of the columns undoes: so
 * the matrix stays as sparse as the expression.
 */
final class ScaledGenes {
  /**
   * Up to this many entries the scaled values are kept, in 256 MB; beyond it they are computed
   * whenever they are read, in each of some 30 products.
   */
  private static final long LARGEST_COPY = 32L << 20;

  private ScaledGenes() {}

  /** z = clip((x - mean) / sd) * w of the chosen genes; or another scaling. */
  static CenteredMatrix forPca(
      Preprocessed data, int[] genes, double[] weights, Scaling scaling, Workers workers) {
    Expression x = data.pcaInput();
    double[] chosen = Arrays.stream(genes).mapToDouble(g -> weights[g]).toArray();
    EntryScale scale =
        switch (scaling) {
          case STANDARD_SCALER -> EntryScale.standardized(data.pcaMoments(), genes, weights);
          case NORMALIZER -> EntryScale.of(chosen, lengths(x, genes, workers));
          case NONE -> EntryScale.of(chosen, new double[0]);
        };
    return ScaledRows.centered(x, genes, scale, LARGEST_COPY, workers);
  }

  /** x / sd * w of the chosen genes. */
  static CenteredMatrix forMapping(
      Preprocessed data, int[] genes, double[] weights, Workers workers) {
    GeneMoments moments = data.moments();
    double[] factors =
        Arrays.stream(genes).mapToDouble(g -> weights[g] / moments.scale(g)).toArray();
    EntryScale scale = EntryScale.of(factors, new double[0]);
    return ScaledRows.centered(data.expression(), genes, scale, LARGEST_COPY, workers);
  }

  /** The length of every cell over the chosen genes, 1 for 0: a divisor. */
  private static double[] lengths(Expression x, int[] genes, Workers workers) {
    boolean[] chosen = new boolean[x.genes()];
    for (int g : genes) {
      chosen[g] = true;
    }
    double[] lengths = new double[x.cells()];
    x.forEachRange(
        workers,
        (row, from, to) -> {
          for (int cell = from; cell < to; cell++) {
            row.read(cell);
            double square = 0;
            for (int p = row.from(); p < row.to(); p++) {
              double v = row.values()[p];
              square += chosen[row.genes()[p]] ? v * v : 0;
            }
            lengths[cell] = square == 0 ? 1 : Math.sqrt(square);
          }
        });
    return lengths;
  }
}
