package org.samap.cuda.search;

/**
 * How far the product s that the tensor cores give for a query and any point can be from what their
 * distance says. It is linear in four numbers of the query.
 *
 * <p><b>What is computed.</b> A row stands for a vector t: the unit vector of the (centred) row, or
 * for Euclidean distance the row relative to a centre, scaled so that |t| is below 1. The true
 * product is t.t' for a query t and a point t'; for Euclidean distance, with the offset o = |t|²/2,
 * it is t.t' - o - o' = -|t - t'|²/2. The device splits t = h + l + r, where h is the nearest bf16
 * of t, l the nearest bf16 of t - h, and the rest r is dropped. For each step of 16 columns it adds
 * h.l', l.h' and h.h' on the tensor cores, from zero on, and then adds that sum to a float32 total.
 *
 * <p><b>What is dropped.</b> t.t' - (h.l' + l.h' + h.h') = l.l' + r.t' + t.r' - r.r', at most
 * |l||l'| + |r||t'| + |t||r'| + |r||r'|, and |t| is at most |h| + |l| + |r|.
 *
 * <p><b>Rounding on the tensor cores.</b> One instruction adds 16 products to a number. Products of
 * two bf16 are exact in float32. The order of the additions and the rounding are not documented.
 * What is assumed is that all 17 addends and at most 16 partial sums are rounded or cut off at no
 * less than 2^-23 of S, the sum of the addends' magnitudes: an error of at most 33 x 2^-23 S. (What
 * has been measured on devices is better: addends are cut off at 2^-24 or less of the largest one.)
 * In a step S is first at most |h||l'|, then |h||l'| + |l||h'|, and last that plus |h||h'|, each by
 * Cauchy-Schwarz over the columns of the step. Over all steps these add up to no more than the same
 * with the whole vectors, again by Cauchy-Schwarz. So the error is at most 34 x 2^-23 (3 (|h||l'| +
 * |l||h'|) + |h||h'|). It does not grow with the number of steps, because every step begins with
 * zero.
 *
 * <p><b>Rounding of the totals.</b> There is one float32 addition a step, and for the offsets four
 * roundings more. Each errs by at most 2^-24 (o + o' + |h||l'| + |l||h'| + |h||h'|).
 *
 * <p><b>Rounding in float64.</b> The length of a row, t and the distance are each computed with at
 * most columns + 64 roundings. Together they move the product by less than (columns + 64) 2^-50
 * (|t| + |t'|)².
 *
 * <p>Terms of second order are covered by a factor of 1.001 up to {@value #MOST_COLUMNS} columns,
 * and numbers too small for float32 by 1e-30. For points the largest of each number is taken. For
 * unit vectors of 600 columns all this is about 1.3e-5: half of it dropped, a third rounded on the
 * tensor cores, the rest in the totals.
 *
 * <p>If every row that is not a candidate has a computed product of at most s, and a query's k-th
 * candidate in float64 is nearer than a row of product s plus this error would be, then the k best
 * candidates are the k nearest rows, also in the computed float64 distances.
 *
 * @param perHigh times |h| of the query
 * @param perLow times |l|
 * @param perRest times |r|
 * @param perOffset times o
 * @param constant is always added
 */
record ProductError(
    double perHigh, double perLow, double perRest, double perOffset, double constant) {
  /** Rows of more columns are not compared on devices. */
  static final int MOST_COLUMNS = 1 << 16;

  private static final double SECOND_ORDER = 1.001;
  private static final double TINY = 1e-30;
  private static final double IN_MMA = 34 * 0x1p-23;

  /**
   * The largest numbers of the rows of one side.
   *
   * @param high |h|
   * @param low |l|
   * @param rest |r|
   * @param offset o
   */
  record Largest(double high, double low, double rest, double offset) {
    double length() {
      return high + low + rest;
    }
  }

  /**
   * The error for queries and points of these sizes.
   *
   * @param steps of 16 columns
   */
  static ProductError of(Largest queries, Largest points, int columns, int steps) {
    double inTotal = (steps + 4) * 0x1p-24;
    double lengths = queries.length() + points.length();
    double inDouble = (columns + 64) * 0x1p-50 * lengths * lengths;
    double h = points.high();
    double l = points.low();
    double r = points.rest();
    return new ProductError(
        SECOND_ORDER * (r + IN_MMA * (3 * l + h) + inTotal * (l + h)),
        SECOND_ORDER * (l + r + IN_MMA * 3 * h + inTotal * h),
        SECOND_ORDER * (points.length() + 2 * r),
        SECOND_ORDER * inTotal,
        SECOND_ORDER * (inTotal * points.offset() + inDouble) + TINY);
  }

  /** The error for a query. */
  double of(double high, double low, double rest, double offset) {
    return constant + perHigh * high + perLow * low + perRest * rest + perOffset * offset;
  }
}
