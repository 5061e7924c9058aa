package org.samap.core.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Random expression, matrices and graphs for tests. */
public final class MadeData {
  private MadeData() {}

  static double[][] counts(int cells, int genes, long seed) {
    RandomStream random = RandomStream.of(seed, "test counts", 0);
    double[][] x = new double[cells][genes];
    for (double[] row : x) {
      Arrays.setAll(row, g -> g == 2 ? 0 : Math.max(0, random.nextInt(9) - 4));
    }
    return x;
  }

  static Expression sparse(double[][] x, int genes) {
    HeapExpression.Builder b = HeapExpression.builder(genes);
    for (double[] row : x) {
      for (int g = 0; g < genes; g++) {
        if (row[g] != 0) {
          b.add(g, (float) row[g]);
        }
      }
      b.endCell();
    }
    return b.build();
  }

  static double[][] dense(Expression x) {
    double[][] out = new double[x.cells()][x.genes()];
    RowCursor row = x.cursor();
    for (int c = 0; c < x.cells(); c++) {
      row.read(c);
      for (int p = row.from(); p < row.to(); p++) {
        out[c][row.genes()[p]] = row.values()[p];
      }
    }
    return out;
  }

  public static FloatMatrix gaussian(int rows, int columns, long seed) {
    RandomStream random = RandomStream.of(seed, "test rows", 0);
    FloatMatrix m = FloatMatrix.zeros(rows, columns);
    for (int i = 0; i < m.values().length; i++) {
      m.values()[i] = (float) random.nextGaussian();
    }
    return m;
  }

  /** Positive weights, with the diagonal. */
  static SparseMatrix randomGraph(RandomStream random, int n, int most) {
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      int row = i;
      IntStream.concat(IntStream.of(row), random.ints(most, 0, n))
          .distinct()
          .sorted()
          .forEach(j -> b.add(j, 0.1f + random.nextInt(8) / 8f));
      b.endRow();
    }
    return b.build();
  }

  static SparseMatrix randomRectangle(RandomStream random, int rows, int columns) {
    SparseMatrix.Builder b = SparseMatrix.builder(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (random.nextInt(3) == 0) {
          b.add(j, random.nextFloat());
        }
      }
      b.endRow();
    }
    return b.build();
  }

  static double pearson(double[] x, double[] y) {
    double mx = Arrays.stream(x).average().orElse(0);
    double my = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xx < 1e-12 || yy < 1e-12 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
