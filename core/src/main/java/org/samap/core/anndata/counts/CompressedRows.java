package org.samap.core.anndata.counts;

import java.util.List;
import java.util.function.Consumer;
import org.samap.core.anndata.SparseArray;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowSorter;

/** Reads row blocks of a matrix of compressed rows. */
final class CompressedRows implements ExpressionReader.RowGroups {
  /** The entries that a thread reads at a time. */
  private static final long TARGET = 1 << 20;

  private static final long MOST = 1 << 28;

  private final SparseArray matrix;
  private final long[] positions;

  CompressedRows(SparseArray matrix) {
    this.matrix = matrix;
    this.positions = matrix.indptr().all().longs();
    for (int r = 0; r < matrix.rows(); r++) {
      if (positions[r] < 0 || positions[r + 1] < positions[r]) {
        throw new IllegalArgumentException("indptr falls after row " + r);
      }
    }
    if (positions[positions.length - 1] > matrix.entries()) {
      throw new IllegalArgumentException("indptr goes beyond the data");
    }
  }

  @Override
  public List<Integer> starts() {
    // A chunk that two groups share is decompressed twice. That is rare: groups are several chunks
    // long.
    long chunk = Math.max(matrix.data().chunk()[0], matrix.indices().chunk()[0]);
    long target = Math.min(MOST, Math.max(TARGET, 4 * chunk));
    return ExpressionReader.groups(
        Math.toIntExact(matrix.rows()), target, cell -> positions[(int) cell]);
  }

  @Override
  public void read(int from, int to, Consumer<RowBlock> blocks) {
    long first = positions[from];
    int count = Math.toIntExact(positions[to] - first);
    float[] data = matrix.data().rows(first, count).floats();
    int[] columns = matrix.indices().rows(first, count).ints();
    RowSorter sorter = new RowSorter();
    for (int cell = from; cell < to; cell += Expression.BLOCK_CELLS) {
      int end = Math.min(to, cell + Expression.BLOCK_CELLS);
      int entries = (int) (positions[end] - positions[cell]);
      RowBlock.Builder b = RowBlock.builder(cell, end - cell, entries);
      for (int r = cell; r < end; r++) {
        int start = (int) (positions[r] - first);
        int stop = (int) (positions[r + 1] - first);
        RowSorter.checkRow(r, start, stop, columns, matrix.columns());
        sorter.addRow(columns, data, start, stop, b);
      }
      blocks.accept(b.build());
    }
  }
}
