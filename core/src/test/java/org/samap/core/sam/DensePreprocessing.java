package org.samap.core.sam;

import java.util.Arrays;

/** SPEC 2 on plain dense float64 arrays, as literally as possible. */
final class DensePreprocessing {
  private DensePreprocessing() {}

  static double[][] preprocess(double[][] counts, PreprocessParams params) {
    int n = counts.length;
    int genes = counts[0].length;
    double[][] x = normalized(counts, params);
    for (int g = 0; g < genes; g++) {
      int gene = g;
      double fraction = (double) Arrays.stream(counts).filter(row -> row[gene] != 0).count() / n;
      boolean keep = fraction > params.thresholds().low() && fraction <= params.thresholds().high();
      for (int i = 0; i < n; i++) {
        double y = x[i][g] / params.div();
        double value =
            switch (params.transform()) {
              case LOG, MULTINOMIAL -> Math.log(y + 1) / Math.log(2);
              case FTT -> Math.sqrt(y) + Math.sqrt(y + 1) - 1;
              case ASIN -> Math.log(y + Math.sqrt(y * y + 1));
              case NONE -> y;
              case TFIDF -> throw new IllegalArgumentException("see termFrequencies");
            };
        // Zeros are not stored, so nothing makes them anything else.
        x[i][g] = keep && counts[i][g] != 0 && value > params.minExpression() ? value : 0;
      }
    }
    return x;
  }

  private static double[][] normalized(double[][] counts, PreprocessParams params) {
    double[] cells = Arrays.stream(counts).mapToDouble(r -> Arrays.stream(r).sum()).toArray();
    double[] genes = columnSums(counts);
    double[][] x = new double[counts.length][];
    SumNorm norm =
        params.transform() == Transform.MULTINOMIAL ? new SumNorm.CellMedian() : params.sumNorm();
    for (int i = 0; i < x.length; i++) {
      x[i] = counts[i].clone();
      for (int g = 0; g < x[i].length; g++) {
        x[i][g] *=
            switch (norm) {
              case SumNorm.None() -> 1;
              case SumNorm.CellTotal(double target) -> target / Math.max(1e-300, cells[i]);
              case SumNorm.CellMedian() -> median(cells) / Math.max(1e-300, cells[i]);
              case SumNorm.GeneMedian() ->
                  median(Arrays.stream(genes).filter(t -> t > 0).toArray())
                      / (genes[g] == 0 ? 1 : genes[g]);
            };
      }
    }
    return x;
  }

  /** Stuart et al. 2021: log1p(TF x IDF x 1e4). */
  static double[][] termFrequencies(double[][] counts) {
    double[] peaks = columnSums(counts);
    double[][] out = new double[counts.length][peaks.length];
    for (int i = 0; i < counts.length; i++) {
      double n = Arrays.stream(counts[i]).sum();
      for (int p = 0; p < peaks.length; p++) {
        double tf = counts[i][p] / n;
        double idf = counts.length / peaks[p];
        out[i][p] = counts[i][p] == 0 ? 0 : Math.log1p(tf * idf * 10_000);
      }
    }
    return out;
  }

  static double[][] residuals(double[][] counts) {
    double[] genes = columnSums(counts);
    double all = Arrays.stream(genes).sum();
    double[][] out = new double[counts.length][genes.length];
    for (int i = 0; i < counts.length; i++) {
      double n = Arrays.stream(counts[i]).sum();
      for (int g = 0; g < genes.length; g++) {
        double mu = n * genes[g] / all;
        out[i][g] = counts[i][g] == 0 ? 0 : (counts[i][g] - mu) / Math.sqrt(mu - mu * mu / n);
      }
    }
    return out;
  }

  static double[] means(double[][] x) {
    return Arrays.stream(columnSums(x)).map(s -> s / x.length).toArray();
  }

  static double[] variances(double[][] x) {
    double[] means = means(x);
    double[] out = new double[means.length];
    for (double[] row : x) {
      for (int g = 0; g < out.length; g++) {
        out[g] += (row[g] - means[g]) * (row[g] - means[g]) / x.length;
      }
    }
    return out;
  }

  private static double[] columnSums(double[][] x) {
    double[] sums = new double[x[0].length];
    for (double[] row : x) {
      for (int g = 0; g < sums.length; g++) {
        sums[g] += row[g];
      }
    }
    return sums;
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }
}
