package org.samap.cuda.verify;

import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * Data of any size, made in parallel: rows around the centres of types, expression packed as that
 * of a large run, and graphs between random cells near to each other.
 */
record MadeData(Workers workers, ExpressionStore store) {
  private static final int TYPES = 24;
  private static final int TASK = 4096;

  /** Edges of graphs lead to cells at most so far away, as those of cells in clusters do. */
  private static final int REACH = 5000;

  CellMatrix rows(int rows, int columns, long seed) {
    float[][] centres = new float[TYPES][columns];
    for (int t = 0; t < TYPES; t++) {
      RandomStream random = RandomStream.of(1, "centre", t);
      for (int c = 0; c < columns; c++) {
        centres[t][c] = (float) random.nextGaussian();
      }
    }
    CellMatrix out = CellMatrix.zeros(rows, columns);
    workers.forRanges(
        rows,
        TASK,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            RandomStream random = RandomStream.of(seed, "row", r);
            float[] centre = centres[random.nextInt(TYPES)];
            float[] x = out.values(r);
            int at = out.offset(r);
            for (int c = 0; c < columns; c++) {
              x[at + c] = centre[c] + (float) (random.nextDouble() - 0.5);
            }
          }
        });
    return out;
  }

  FloatMatrix matrix(int rows, int columns, long seed) {
    return rows(rows, columns, seed).toFloatMatrix();
  }

  /** Small counts of some genes of each cell. */
  Expression expression(int cells, int genes, int nonZeros, long seed) {
    ExpressionStore.Builder builder = store.builder(cells, genes, (long) cells * nonZeros);
    int size = Expression.BLOCK_CELLS;
    workers.forRanges(
        cells,
        size,
        (from, to) -> {
          RowBlock.Builder block = RowBlock.builder(from, to - from, (to - from) * nonZeros);
          for (int c = from; c < to; c++) {
            RandomStream random = RandomStream.of(seed, "cell", c);
            int step = 2 * genes / nonZeros - 1;
            for (int g = random.nextInt(step); g < genes; g += 1 + random.nextInt(step)) {
              block.add(g, 1 + random.nextInt(4) * random.nextInt(2));
            }
            block.endRow();
          }
          builder.put(block.build());
        });
    return builder.build();
  }

  /** Edges of each row to distinct columns about the same place. */
  SparseMatrix graph(int rows, int columns, int degree, long seed) {
    SparseMatrix.Builder graph = SparseMatrix.builder(rows, columns);
    int reach = Math.min(columns, Math.max(REACH, degree));
    for (int r = 0; r < rows; r++) {
      int first =
          (int) Math.min(columns - reach, Math.max(0, (long) r * columns / rows - reach / 2));
      edges(graph, RandomStream.of(seed, "edges", r), first, reach, Math.min(degree, reach));
      graph.endRow();
    }
    return graph.build();
  }

  /** Edges of the cells of two species of one size to the like cells of the other. */
  SparseMatrix across(int cells, int degree, long seed) {
    SparseMatrix.Builder graph = SparseMatrix.builder(2 * cells, 2 * cells);
    int reach = Math.min(cells, Math.max(REACH, degree));
    for (int r = 0; r < 2 * cells; r++) {
      int other = r < cells ? cells : 0;
      int first = Math.min(cells - reach, Math.max(0, r % cells - reach / 2));
      edges(
          graph, RandomStream.of(seed, "across", r), other + first, reach, Math.min(degree, reach));
      graph.endRow();
    }
    return graph.build();
  }

  private static void edges(
      SparseMatrix.Builder graph, RandomStream random, int first, int reach, int degree) {
    int width = reach / degree;
    for (int e = 0; e < degree; e++) {
      graph.add(first + e * width + random.nextInt(width), 1f / degree);
    }
  }

  /** Links between the genes of two species, both ways. */
  SparseMatrix links(int genes, int degree, long seed) {
    SparseMatrix one = graph(genes, genes, degree, seed);
    SparseMatrix other = one.transpose();
    SparseMatrix.Builder links = SparseMatrix.builder(2 * genes, 2 * genes);
    for (int r = 0; r < 2 * genes; r++) {
      SparseMatrix part = r < genes ? one : other;
      int shift = r < genes ? genes : 0;
      for (int p = part.offset(r % genes); p < part.offset(r % genes + 1); p++) {
        links.add(shift + part.index(p), part.value(p));
      }
      links.endRow();
    }
    return links.build();
  }
}
