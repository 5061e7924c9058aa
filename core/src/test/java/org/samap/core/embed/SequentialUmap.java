package org.samap.core.embed;

import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/**
 * UMAP's layout as its authors describe it: one edge after the other, both its ends moved at once.
 * The plain twin against which {@link Umap}'s quality is measured.
 */
final class SequentialUmap {
  private SequentialUmap() {}

  static FloatMatrix layout(SparseMatrix graph, UmapParams params) {
    int n = graph.rows();
    int epochs = params.epochsFor(n);
    Closeness closeness = Closeness.fit(params.minDist(), params.spread());
    RandomStream random = RandomStream.of(params.seed(), "sequential umap", 0);
    double[] at = random.doubles(2L * n, 0, 10).toArray();
    float max = 0;
    for (float weight : graph.values()) {
      max = Math.max(max, weight);
    }
    double[] next = new double[graph.entries()];
    for (int p = 0; p < next.length; p++) {
      next[p] = max / graph.value(p);
    }
    for (int epoch = 0; epoch < epochs; epoch++) {
      double rate = params.learningRate() * (1 - (double) epoch / epochs);
      for (int v = 0; v < n; v++) {
        for (int p = graph.offset(v); p < graph.offset(v + 1); p++) {
          if (next[p] > epoch || graph.value(p) < max / epochs) {
            continue;
          }
          next[p] += max / graph.value(p);
          pull(at, v, graph.index(p), closeness, rate);
          for (int s = 0; s < params.negativeSamples(); s++) {
            push(at, v, random.nextInt(n), closeness, rate);
          }
        }
      }
    }
    FloatMatrix out = FloatMatrix.zeros(n, 2);
    for (int i = 0; i < at.length; i++) {
      out.values()[i] = (float) at[i];
    }
    return out;
  }

  private static void pull(double[] at, int v, int u, Closeness closeness, double rate) {
    double d2 = squaredDistance(at, v, u);
    if (d2 > 0) {
      double pull = attraction(closeness, d2);
      for (int c = 0; c < 2; c++) {
        double step = clip(pull * (at[2 * v + c] - at[2 * u + c]));
        at[2 * v + c] += rate * step;
        at[2 * u + c] -= rate * step;
      }
    }
  }

  private static void push(double[] at, int v, int u, Closeness closeness, double rate) {
    double d2 = squaredDistance(at, v, u);
    if (d2 > 0) {
      double push = repulsion(closeness, d2);
      for (int c = 0; c < 2; c++) {
        at[2 * v + c] += rate * clip(push * (at[2 * v + c] - at[2 * u + c]));
      }
    }
  }

  private static double attraction(Closeness c, double d2) {
    double power = Math.pow(d2, c.b());
    return -2 * c.a() * c.b() * power / d2 / (1 + c.a() * power);
  }

  private static double repulsion(Closeness c, double d2) {
    return 2 * c.b() / ((0.001 + d2) * (1 + c.a() * Math.pow(d2, c.b())));
  }

  private static double squaredDistance(double[] at, int v, int u) {
    double dx = at[2 * v] - at[2 * u];
    double dy = at[2 * v + 1] - at[2 * u + 1];
    return dx * dx + dy * dy;
  }

  private static double clip(double step) {
    return Math.clamp(step, -4, 4);
  }
}
