package org.samap.core.analysis.statistics;

/**
 * The upper tail of the hypergeometric distribution, as a natural logarithm. If B of N genes have a
 * term, the probability that at least b of n drawn genes have it is
 *
 * <pre>P(X &gt;= b) = sum over i &gt;= b of C(B, i) C(N - B, n - i) / C(N, n)</pre>
 *
 * <p>The sum starts at its largest term and goes to both sides as long as terms matter. So it does
 * not overflow, and it keeps tails that are too small for a double. Memory: 8 bytes for each of the
 * N genes.
 */
public final class Hypergeometric {
  private static final double NEGLIGIBLE = 1e-18;

  private final int population;
  private final double[] logFactorials;

  /**
   * @param population the number N
   */
  public Hypergeometric(int population) {
    this.population = population;
    this.logFactorials = new double[population + 1];
    double sum = 0;
    double lost = 0; // Kahan's compensation
    for (int i = 1; i <= population; i++) {
      double add = StrictMath.log(i) - lost;
      double next = sum + add;
      lost = (next - sum) - add;
      sum = next;
      logFactorials[i] = sum;
    }
  }

  /**
   * @param marked the number B
   * @param drawn the number n
   * @param atLeast the number b
   */
  public double logUpperTail(int marked, int drawn, int atLeast) {
    int least = Math.max(0, drawn + marked - population);
    int most = Math.min(marked, drawn);
    if (atLeast <= least) {
      return 0;
    }
    if (atLeast > most) {
      return Double.NEGATIVE_INFINITY;
    }
    long mode = (drawn + 1L) * (marked + 1L) / (population + 2L);
    int largest = Math.clamp(mode, atLeast, most);
    double sum = 1;
    double term = 1;
    for (int i = largest; i < most && term > NEGLIGIBLE * sum; i++) {
      term *= ratio(marked, drawn, i);
      sum += term;
    }
    term = 1;
    for (int i = largest; i > atLeast && term > NEGLIGIBLE * sum; i--) {
      term /= ratio(marked, drawn, i - 1);
      sum += term;
    }
    return Math.min(0, logTerm(marked, drawn, largest) + StrictMath.log(sum));
  }

  /** The term of i + 1 divided by the term of i. */
  private double ratio(double marked, double drawn, double i) {
    return (marked - i) / (i + 1) * ((drawn - i) / (population - marked - drawn + i + 1));
  }

  private double logTerm(int marked, int drawn, int i) {
    return logChoose(marked, i)
        + logChoose(population - marked, drawn - i)
        - logChoose(population, drawn);
  }

  private double logChoose(int n, int k) {
    return logFactorials[n] - logFactorials[k] - logFactorials[n - k];
  }
}
