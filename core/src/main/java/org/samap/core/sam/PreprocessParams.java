package org.samap.core.sam;

import org.samap.core.run.InputException;

/**
 * How counts become expression.
 *
 * @param sumNorm the normalisation of totals (cell median; without effect on {@link
 *     Transform#MULTINOMIAL})
 * @param transform the transformation (log2)
 * @param div normalised counts are divided by this before they are transformed (1)
 * @param threshLow genes seen in at most this fraction of the cells are dropped (0)
 * @param threshHigh genes seen in more than this fraction of the cells are dropped (0.96)
 * @param minExpression transformed values up to this become 0 (1)
 */
public record PreprocessParams(
    SumNorm sumNorm,
    Transform transform,
    double div,
    double threshLow,
    double threshHigh,
    double minExpression) {

  public PreprocessParams {
    if (!(div > 0)) {
      throw new InputException("div is " + div + "; give a number above 0");
    }
    if (!(threshLow >= 0 && threshLow < threshHigh && threshHigh <= 1)) {
      throw new InputException(
          "the thresholds of genes are %s and %s; give two rising numbers from 0 to 1"
              .formatted(threshLow, threshHigh));
    }
    if (!(minExpression >= 0)) {
      throw new InputException("min_expression is " + minExpression + "; give 0 or more");
    }
  }

  public static PreprocessParams defaults() {
    return new PreprocessParams(new SumNorm.CellMedian(), Transform.LOG, 1, 0, 0.96, 1);
  }

  public PreprocessParams withSumNorm(SumNorm norm) {
    return new PreprocessParams(norm, transform, div, threshLow, threshHigh, minExpression);
  }

  public PreprocessParams withTransform(Transform f) {
    return new PreprocessParams(sumNorm, f, div, threshLow, threshHigh, minExpression);
  }

  public PreprocessParams withDiv(double d) {
    return new PreprocessParams(sumNorm, transform, d, threshLow, threshHigh, minExpression);
  }

  public PreprocessParams withThresholds(double low, double high) {
    return new PreprocessParams(sumNorm, transform, div, low, high, minExpression);
  }

  public PreprocessParams withMinExpression(double min) {
    return new PreprocessParams(sumNorm, transform, div, threshLow, threshHigh, min);
  }
}
