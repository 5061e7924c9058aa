package org.samap.core.sam;

/** How a normalised value y (a count divided by {@link PreprocessParams#div}) is transformed. */
public enum Transform {
  /** log2(y + 1). */
  LOG {
    @Override
    double of(double y) {
      return StrictMath.log(y + 1) / LN2;
    }
  },
  /** Freeman-Tukey: sqrt(y) + sqrt(y + 1) - 1. */
  FTT {
    @Override
    double of(double y) {
      return Math.sqrt(y) + Math.sqrt(y + 1) - 1;
    }
  },
  /** asinh(y) = ln(y + sqrt(y^2 + 1)). */
  ASIN {
    @Override
    double of(double y) {
      return StrictMath.log(y + Math.sqrt(y * y + 1));
    }
  },
  /** y itself. */
  NONE {
    @Override
    double of(double y) {
      return y;
    }
  },
  /**
   * Pearson residuals of the multinomial model, for counts above 0 and for the PCA only: (x - mu) /
   * sqrt(mu - mu^2 / n), where mu is the cell's total n times the gene's share of all counts. All
   * other steps use {@link #LOG} with {@link SumNorm.CellMedian}.
   */
  MULTINOMIAL {
    @Override
    double of(double y) {
      return LOG.of(y);
    }
  };

  private static final double LN2 = StrictMath.log(2);

  abstract double of(double y);
}
