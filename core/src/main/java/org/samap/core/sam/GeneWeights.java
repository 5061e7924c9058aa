package org.samap.core.sam;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.samap.core.expression.GeneMoments;

/**
 * The weight of every gene, from the moments of its neighbour-averaged expression. w = sqrt(d / max
 * d), where the dispersion d is limited to the mean of the largest dispersions. If no gene has a
 * dispersion above 0, all weights are 0.
 *
 * @param weights 0 to 1
 * @param dispersions before the limit (for COMBINED: the dispersions of RMS)
 */
record GeneWeights(double[] weights, double[] dispersions) {

  static GeneWeights of(GeneMoments moments, WeightMode mode, int numNormAvg) {
    return switch (mode) {
      case DISPERSION ->
          of(g -> ratio(moments.variances()[g], moments.means()[g]), moments, numNormAvg);
      case VARIANCE -> of(g -> moments.variances()[g], moments, numNormAvg);
      case RMS ->
          of(g -> ratio(moments.variances()[g], moments.rootMeanSquare(g)), moments, numNormAvg);
      case COMBINED -> {
        GeneWeights rms = of(moments, WeightMode.RMS, numNormAvg);
        GeneWeights dispersion = of(moments, WeightMode.DISPERSION, numNormAvg);
        double[] larger = new double[rms.weights.length];
        Arrays.setAll(larger, g -> Math.max(rms.weights[g], dispersion.weights[g]));
        yield new GeneWeights(larger, rms.dispersions);
      }
    };
  }

  private static GeneWeights of(IntToDoubleFunction dispersion, GeneMoments moments, int average) {
    double[] d = new double[moments.means().length];
    Arrays.setAll(d, dispersion);
    double[] sorted = d.clone();
    Arrays.sort(sorted);
    int count = Math.min(average, d.length);
    double limit = Arrays.stream(sorted, d.length - count, d.length).sum() / count;
    double max = Math.min(limit, sorted[d.length - 1]);
    double[] weights = new double[d.length];
    if (max > 0) {
      Arrays.setAll(weights, g -> Math.sqrt(Math.min(d[g], max) / max));
    }
    return new GeneWeights(weights, d);
  }

  private static double ratio(double variance, double divisor) {
    return divisor == 0 ? 0 : variance / divisor;
  }
}
