package org.samap.cuda;

import org.samap.core.engine.MadeData;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/** Random expression, matrices and graphs for tests. */
public final class RandomData {
  private RandomData() {}

  /**
   * Cells with some {@code most} genes, every seventh of them empty.
   *
   * @param distinct the number of different values
   */
  public static Expression expression(int cells, int genes, int most, int distinct, long seed) {
    RandomStream random = RandomStream.of(seed, "test expression", 0);
    HeapExpression.Builder b = HeapExpression.builder(genes);
    int step = Math.max(1, 2 * genes / most);
    for (int c = 0; c < cells; c++) {
      for (int g = random.nextInt(step); g < genes && c % 7 != 6; g += 1 + random.nextInt(step)) {
        b.add(g, value(random, distinct));
      }
      b.endCell();
    }
    return b.build();
  }

  private static float value(RandomStream random, int distinct) {
    return (float) (Math.log(1.5 + random.nextInt(distinct)) / 3);
  }

  public static FloatMatrix gaussian(int rows, int columns, long seed) {
    return MadeData.gaussian(rows, columns, seed);
  }

  /** Rows with up to {@code most} entries, some without any. */
  public static SparseMatrix sparse(int rows, int columns, int most, long seed) {
    RandomStream random = RandomStream.of(seed, "test sparse", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(rows, columns);
    int step = Math.max(1, 2 * columns / most);
    for (int r = 0; r < rows; r++) {
      for (int c = random.nextInt(step); c < columns && r % 5 != 4; c += 1 + random.nextInt(step)) {
        b.add(c, (float) (0.1 + random.nextDouble()));
      }
      b.endRow();
    }
    return b.build();
  }
}
