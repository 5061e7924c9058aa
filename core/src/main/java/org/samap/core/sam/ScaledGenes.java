package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.engine.Engine;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.ScaledExpression;

/**
 * The input matrix of a PCA: expression of some genes, scaled and weighted. The scaled value of a
 * zero is subtracted from its whole column, so the matrix stays as sparse as the expression. The
 * result is the same, because the PCA centres columns.
 */
final class ScaledGenes {
  private ScaledGenes() {}

  /** z = clip((x - mean) / sd) * w for the chosen genes, or another scaling. */
  static ScaledExpression forPca(
      Preprocessed data, int[] genes, double[] weights, Scaling scaling, Engine engine) {
    Expression x = data.pcaInput();
    double[] chosen = Arrays.stream(genes).mapToDouble(g -> weights[g]).toArray();
    EntryScale scale =
        switch (scaling) {
          case STANDARD_SCALER -> EntryScale.standardized(data.pcaMoments(), genes, weights);
          case NORMALIZER -> EntryScale.of(chosen, lengths(x, genes, engine));
          case NONE -> EntryScale.of(chosen, new double[0]);
        };
    return new ScaledExpression(x, genes, scale);
  }

  /** x / sd * w for the chosen genes. */
  static ScaledExpression forMapping(Preprocessed data, int[] genes, double[] weights) {
    GeneMoments moments = data.moments();
    double[] factors =
        Arrays.stream(genes).mapToDouble(g -> weights[g] / moments.scale(g)).toArray();
    EntryScale scale = EntryScale.of(factors, new double[0]);
    return new ScaledExpression(data.expression(), genes, scale);
  }

  /** The length of every cell over the chosen genes as a divisor: 1 in place of 0. */
  private static double[] lengths(Expression x, int[] genes, Engine engine) {
    double[] lengths = engine.lengths(x, genes);
    Arrays.setAll(lengths, c -> lengths[c] == 0 ? 1 : lengths[c]);
    return lengths;
  }
}
