package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.simd.Kernels;

/**
 * How near the cells of one type are to the cells of another in the projection of all species
 * (wPCA). For each cell of the first type it takes the mean cosine to its nearest cells of the
 * second, and averages over the cells. A cell is not compared with itself. From -1 to 1.
 *
 * <p>A sample stands for a type with very many cells, so the time for two types is bounded:
 * O(sample^2 x columns). Immutable, so threads can share it.
 */
final class TypeSimilarity {
  private static final Kernels KERNELS = Kernels.best();

  private final CellLabels labels;
  private final List<CellMatrix> units;
  private final int nearest;
  private final int[][] cellsOf;

  /**
   * @param projections the projection of every species, with the same columns
   * @param nearest the number of nearest cells of the second type; all if it has fewer
   * @param sample the number of cells drawn from a type with more cells
   */
  TypeSimilarity(
      List<CellMatrix> projections, CellLabels labels, int nearest, int sample, long seed) {
    this.labels = labels;
    this.units = projections.stream().map(TypeSimilarity::unitRows).toList();
    this.nearest = nearest;
    this.cellsOf =
        IntStream.range(0, labels.nodes().size())
            .mapToObj(n -> sample(cells(labels, n), sample, seed, n))
            .toArray(int[][]::new);
  }

  private static int[] cells(CellLabels labels, int node) {
    int s = labels.speciesOf()[node];
    return IntStream.range(labels.cells().start(s), labels.cells().end(s))
        .filter(c -> labels.nodeOf()[c] == node)
        .toArray();
  }

  /** Draws without replacement; the drawn cells keep their order. */
  private static int[] sample(int[] cells, int size, long seed, int node) {
    if (cells.length <= size) {
      return cells;
    }
    RandomStream random = RandomStream.of(seed, "cells of a type", node);
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i, cells.length);
      int drawn = cells[j];
      cells[j] = cells[i];
      cells[i] = drawn;
    }
    int[] drawn = Arrays.copyOf(cells, size);
    Arrays.sort(drawn);
    return drawn;
  }

  /** Scales rows to length 1; a row of zeros stays. */
  private static CellMatrix unitRows(CellMatrix m) {
    CellMatrix out = CellMatrix.zeros(m.rows(), m.columns());
    for (int r = 0; r < m.rows(); r++) {
      float[] v = m.values(r);
      int at = m.offset(r);
      double norm = Math.sqrt(KERNELS.dotInDouble(v, at, v, at, m.columns()));
      for (int c = 0; c < m.columns() && norm > 0; c++) {
        out.set(r, c, (float) (v[at + c] / norm));
      }
    }
    return out;
  }

  /**
   * The similarity of the cells of a node to those of another, or to its own; the latter is 1 for a
   * single cell.
   */
  double of(int from, int to) {
    CellMatrix x = units.get(labels.speciesOf()[from]);
    CellMatrix y = units.get(labels.speciesOf()[to]);
    int startX = labels.cells().start(labels.speciesOf()[from]);
    int startY = labels.cells().start(labels.speciesOf()[to]);
    int others = cellsOf[to].length - (from == to ? 1 : 0);
    if (others == 0) {
      return 1;
    }
    float[] cosines = new float[others];
    int counted = Math.min(nearest, others);
    double sum = 0;
    for (int a : cellsOf[from]) {
      int n = 0;
      float[] unit = x.values(a - startX);
      int at = x.offset(a - startX);
      for (int b : cellsOf[to]) {
        if (a != b) {
          int row = b - startY;
          cosines[n++] = KERNELS.dot(unit, at, y.values(row), y.offset(row), x.columns());
        }
      }
      Arrays.sort(cosines);
      for (int i = others - counted; i < others; i++) {
        sum += cosines[i];
      }
    }
    return Math.clamp(sum / counted / cellsOf[from].length, -1, 1);
  }
}
