package org.samap.core.sam;

import org.samap.core.run.InputException;

/**
 * How counts become expression (SPEC 2).
 *
 * @param sumNorm the normalisation of totals (cell median; no effect on {@link
 *     Transform#MULTINOMIAL})
 * @param transform the transformation (log2)
 * @param div normalised counts are divided by this before they are transformed (1)
 * @param thresholds which genes are kept
 * @param minExpression transformed values at or below this become 0 (1)
 */
public record PreprocessParams(
    SumNorm sumNorm, Transform transform, double div, Thresholds thresholds, double minExpression) {

  public PreprocessParams {
    if (!(div > 0 && Double.isFinite(div))) {
      throw InputException.about("div", "div is " + div + "; give a number above 0");
    }
    if (!(minExpression >= 0)) {
      throw InputException.about(
          "min_expression", "min_expression is " + minExpression + "; give 0 or more");
    }
  }

  /**
   * How many cells a kept gene is seen in, as a fraction of all cells.
   *
   * @param low genes seen in at most this fraction are dropped (0)
   * @param high genes seen in more than this fraction are dropped (0.96)
   */
  public record Thresholds(double low, double high) {
    public Thresholds {
      requireFraction("thresh_low", low);
      requireFraction("thresh_high", high);
      if (!(low < high)) {
        throw InputException.about(
            "thresh_low",
            "thresh_low is %s, but genes in more than %s of the cells are dropped; give less"
                .formatted(low, high));
      }
    }

    private static void requireFraction(String name, double value) {
      if (!(value >= 0 && value <= 1)) {
        throw InputException.about(name, name + " is " + value + "; give a number from 0 to 1");
      }
    }
  }

  public static PreprocessParams defaults() {
    return new PreprocessParams(
        new SumNorm.CellMedian(), Transform.LOG, 1, new Thresholds(0, 0.96), 1);
  }

  public PreprocessParams withSumNorm(SumNorm norm) {
    return new PreprocessParams(norm, transform, div, thresholds, minExpression);
  }

  public PreprocessParams withTransform(Transform f) {
    return new PreprocessParams(sumNorm, f, div, thresholds, minExpression);
  }

  public PreprocessParams withDiv(double d) {
    return new PreprocessParams(sumNorm, transform, d, thresholds, minExpression);
  }

  public PreprocessParams withThresholds(double low, double high) {
    return new PreprocessParams(sumNorm, transform, div, new Thresholds(low, high), minExpression);
  }

  public PreprocessParams withMinExpression(double min) {
    return new PreprocessParams(sumNorm, transform, div, thresholds, min);
  }
}
