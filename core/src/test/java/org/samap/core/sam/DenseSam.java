package org.samap.core.sam;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.samap.core.neighbors.Metric;

/** SPEC 3 on plain dense float64 arrays, as literally as possible. */
final class DenseSam {
  private DenseSam() {}

  /** What one iteration makes of the weights, and on the way. */
  record Iteration(int[] genes, double[][] pca, boolean[][] neighbours, double[] weights) {}

  static Iteration iterate(
      double[][] x, double[][] pcaInput, double[] weights, boolean first, SamParams params) {
    return iterate(x, pcaInput, Optional.empty(), weights, first, params);
  }

  static Iteration iterate(
      double[][] x,
      double[][] pcaInput,
      Optional<double[]> depths,
      double[] weights,
      boolean first,
      SamParams params) {
    int n = x.length;
    double[] means = DensePreprocessing.means(x);
    double[] variances = DensePreprocessing.variances(x);
    double[] merit = weights.clone();
    if (first) {
      Arrays.setAll(merit, g -> variances[g] / (means[g] == 0 ? 1 : means[g]));
    }
    long expressed = Arrays.stream(means).filter(m -> m > 0).count();
    int[] genes =
        IntStream.range(0, merit.length)
            .boxed()
            .sorted(Comparator.comparingDouble(g -> -merit[g]))
            .limit(Math.min(params.pca().nGenes(), expressed))
            .mapToInt(g -> g)
            .sorted()
            .toArray();
    double[][] z = scaled(pcaInput, genes, weights, params.pca().scaling());
    double[][] all = pca(z, Math.min(params.pca().npcs(), Math.min(n, genes.length) - 1));
    double[][] pca = depths.map(d -> withoutDepth(all, d)).orElse(all);
    if (params.pca().weightPcs()) {
      double[] spread = DensePreprocessing.variances(pca);
      for (double[] row : pca) {
        for (int c = row.length - 1; c >= 0; c--) {
          row[c] *= Math.sqrt(spread[c] / spread[0]);
        }
      }
    }
    boolean[][] neighbours = neighbours(pca, params.k(), params.search().metric());
    return new Iteration(genes, pca, neighbours, newWeights(x, neighbours, params));
  }

  private static double[][] scaled(double[][] x, int[] genes, double[] w, Scaling scaling) {
    double[] means = DensePreprocessing.means(x);
    double[] variances = DensePreprocessing.variances(x);
    double[][] z = new double[x.length][genes.length];
    for (int i = 0; i < x.length; i++) {
      double square = 0;
      for (int g : genes) {
        square += x[i][g] * x[i][g];
      }
      for (int c = 0; c < genes.length; c++) {
        int g = genes[c];
        double sd = variances[g] == 0 ? 1 : Math.sqrt(variances[g]);
        z[i][c] =
            w[g]
                * switch (scaling) {
                  case STANDARD_SCALER -> Math.clamp((x[i][g] - means[g]) / sd, -10, 10);
                  case NORMALIZER -> square == 0 ? 0 : x[i][g] / Math.sqrt(square);
                  case NONE -> x[i][g];
                };
      }
    }
    return z;
  }

  private static double[][] pca(double[][] z, int npcs) {
    double[] means = DensePreprocessing.means(z);
    DMatrixRMaj a = new DMatrixRMaj(z);
    for (int i = 0; i < a.numRows; i++) {
      for (int c = 0; c < a.numCols; c++) {
        a.add(i, c, -means[c]);
      }
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(a.numRows, a.numCols, true, false, true);
    svd.decompose(a);
    DMatrixRMaj u = svd.getU(null, false);
    double[] s = svd.getSingularValues();
    int[] order =
        IntStream.range(0, s.length)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -s[c]))
            .mapToInt(c -> c)
            .toArray();
    double[][] out = new double[z.length][npcs];
    for (int c = 0; c < npcs; c++) {
      double largest = 0;
      for (int i = 0; i < z.length; i++) {
        out[i][c] = u.get(i, order[c]) * s[order[c]];
        largest = Math.abs(out[i][c]) > Math.abs(largest) ? out[i][c] : largest;
      }
      for (int i = 0; i < z.length && largest < 0; i++) {
        out[i][c] *= -1;
      }
    }
    return out;
  }

  /** The components whose correlation with the depth is at most 0.75. */
  private static double[][] withoutDepth(double[][] pca, double[] depths) {
    int[] kept =
        IntStream.range(0, pca[0].length)
            .filter(
                c ->
                    Math.abs(
                            correlation(
                                Arrays.stream(pca).mapToDouble(row -> row[c]).toArray(), depths))
                        <= 0.75)
            .toArray();
    return Arrays.stream(pca)
        .map(row -> IntStream.of(kept).mapToDouble(c -> row[c]).toArray())
        .toArray(double[][]::new);
  }

  static double correlation(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double[] sums = new double[3];
    for (int i = 0; i < x.length; i++) {
      sums[0] += (x[i] - mx) * (x[i] - mx);
      sums[1] += (y[i] - my) * (y[i] - my);
      sums[2] += (x[i] - mx) * (y[i] - my);
    }
    return sums[2] / Math.sqrt(sums[0] * sums[1]);
  }

  private static boolean[][] neighbours(double[][] points, int k, Metric metric) {
    int n = points.length;
    boolean[][] out = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      int cell = i;
      IntStream.range(0, n)
          .boxed()
          .sorted(Comparator.comparingDouble(j -> distance(points[cell], points[j], metric)))
          .limit(k)
          .forEach(j -> out[cell][j] = true);
      out[i][i] = true;
    }
    return out;
  }

  private static double distance(double[] x, double[] y, Metric metric) {
    double mx = metric == Metric.CORRELATION ? Arrays.stream(x).average().orElseThrow() : 0;
    double my = metric == Metric.CORRELATION ? Arrays.stream(y).average().orElseThrow() : 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    double square = 0;
    for (int c = 0; c < x.length; c++) {
      xx += (x[c] - mx) * (x[c] - mx);
      yy += (y[c] - my) * (y[c] - my);
      xy += (x[c] - mx) * (y[c] - my);
      square += (x[c] - y[c]) * (x[c] - y[c]);
    }
    return metric == Metric.EUCLIDEAN ? Math.sqrt(square) : 1 - xy / Math.sqrt(xx * yy);
  }

  static double[] newWeights(double[][] x, boolean[][] neighbours, SamParams params) {
    double[][] average = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      int count = 0;
      for (int j = 0; j < x.length; j++) {
        count += neighbours[i][j] ? 1 : 0;
      }
      for (int j = 0; j < x.length; j++) {
        for (int g = 0; neighbours[i][j] && g < x[j].length; g++) {
          average[i][g] += x[j][g] / count;
        }
      }
    }
    double[] m = DensePreprocessing.means(average);
    double[] v = DensePreprocessing.variances(average);
    double[] dispersion = new double[m.length];
    Arrays.setAll(dispersion, g -> m[g] == 0 ? 0 : v[g] / m[g]);
    double[] rms = new double[m.length];
    Arrays.setAll(rms, g -> m[g] == 0 ? 0 : v[g] / Math.sqrt(v[g] + m[g] * m[g]));
    return switch (params.weights().mode()) {
      case DISPERSION -> limited(dispersion, params.weights().numNormAvg());
      case RMS -> limited(rms, params.weights().numNormAvg());
      case VARIANCE -> limited(v, params.weights().numNormAvg());
      case COMBINED -> {
        double[] a = limited(dispersion, params.weights().numNormAvg());
        double[] b = limited(rms, params.weights().numNormAvg());
        double[] larger = new double[a.length];
        Arrays.setAll(larger, g -> Math.max(a[g], b[g]));
        yield larger;
      }
    };
  }

  private static double[] limited(double[] d, int count) {
    double[] falling = Arrays.stream(d).map(v -> -v).sorted().map(v -> -v).toArray();
    double limit = Arrays.stream(falling).limit(count).average().orElseThrow();
    double[] w = Arrays.stream(d).map(v -> Math.min(v, limit)).toArray();
    double max = Arrays.stream(w).max().orElseThrow();
    return Arrays.stream(w).map(v -> Math.sqrt(v / max)).toArray();
  }
}
