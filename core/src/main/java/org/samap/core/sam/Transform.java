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
  /** y. */
  NONE {
    @Override
    double of(double y) {
      return y;
    }
  },
  /**
   * Pearson residuals of the multinomial model for the PCA, (x - mu) / sqrt(mu - mu^2 / n) with mu
   * = the cell's total n times the gene's share of all counts, for counts above 0; everything else
   * sees {@link #LOG} with {@link SumNorm.CellMedian}.
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
