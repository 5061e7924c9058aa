package org.samap.core.sam;

/** How a normalised value y (a count divided by {@link PreprocessParams#div}) is transformed. */
public enum Transform {
  /** log2(y + 1). */
  LOG {
    @Override
    double of(double y) {
      return StrictMath.log(y + 1) / LN2;
    }

    @Override
    public double inverse(double x) {
      return StrictMath.expm1(x * LN2);
    }
  },
  /** Freeman-Tukey: sqrt(y) + sqrt(y + 1) - 1. */
  FTT {
    @Override
    double of(double y) {
      return Math.sqrt(y) + Math.sqrt(y + 1) - 1;
    }

    @Override
    public double inverse(double x) {
      double root = ((x + 1) - 1 / (x + 1)) / 2; // of y, as (a + b)(b - a) = 1 for b^2 = a^2 + 1
      return root * root;
    }
  },
  /** asinh(y) = ln(y + sqrt(y^2 + 1)). */
  ASIN {
    @Override
    double of(double y) {
      return StrictMath.log(y + Math.sqrt(y * y + 1));
    }

    @Override
    public double inverse(double x) {
      return StrictMath.sinh(x);
    }
  },
  /** y itself. */
  NONE {
    @Override
    double of(double y) {
      return y;
    }

    @Override
    public double inverse(double x) {
      return x;
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

    @Override
    public double inverse(double x) {
      return LOG.inverse(x);
    }
  },
  /**
   * ln(y + 1) of y = TF x IDF x 10,000, where TF is the share of a feature in the counts of its
   * cell and IDF the number of cells divided by the counts of the feature in all cells: for peaks
   * of open chromatin (Stuart et al. 2021, doi:10.1038/s41592-021-01282-5). Other normalisation and
   * the threshold have no effect. SAM then leaves out the components that follow the depth of
   * cells.
   */
  TFIDF {
    @Override
    double of(double y) {
      return StrictMath.log1p(y);
    }

    @Override
    public double inverse(double x) {
      return StrictMath.expm1(x);
    }
  };

  private static final double LN2 = StrictMath.log(2);

  abstract double of(double y);

  /** The normalised value that was transformed to x, which is at least 0. */
  public abstract double inverse(double x);
}
