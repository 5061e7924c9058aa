package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Unreadable;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Workers;

/**
 * Reads a cells x genes matrix as row blocks: columns sorted, duplicates summed, zeros dropped.
 * Besides the result, a matrix of compressed rows needs the slices that the threads work on, a
 * dense one a strip of rows per thread, and one of compressed columns 8 bytes a stored value.
 */
public final class ExpressionReader {
  private ExpressionReader() {}

  /**
   * Reads the whole matrix, slices in parallel. O(stored values).
   *
   * @param store where it is to be kept
   * @throws IllegalArgumentException if it is no matrix of numbers
   */
  public static Expression read(Element matrix, ExpressionStore store, Workers workers) {
    if (matrix instanceof Unreadable u) {
      throw new IllegalArgumentException(u.reason());
    }
    long[] shape = matrix.shape();
    if (shape.length != 2) {
      throw new IllegalArgumentException("it is no matrix");
    }
    int cells = Math.toIntExact(shape[0]);
    int genes = Math.toIntExact(shape[1]);
    long entries = matrix instanceof SparseArray s ? s.entries() : (long) cells * genes;
    ExpressionStore.Builder blocks = store.builder(cells, genes, entries);
    if (matrix instanceof SparseArray s && s.layout() == SparseArray.Layout.CSC) {
      new CompressedColumns(s).read(blocks::put, workers);
    } else {
      readGroups(rowsOf(matrix), cells, blocks::put, workers);
    }
    return blocks.build();
  }

  /** The same, kept on the heap. */
  public static Expression read(Element matrix, Workers workers) {
    return read(matrix, ExpressionStore.heap(), workers);
  }

  /** Rows that are read in groups of whole blocks. */
  interface RowGroups {
    /** The cell each group begins with; multiples of the block size. */
    List<Integer> starts();

    /** Reads the cells [from, to) and gives away their blocks. */
    void read(int from, int to, Consumer<RowBlock> blocks);
  }

  private static RowGroups rowsOf(Element matrix) {
    return switch (matrix) {
      case SparseArray s -> new CompressedRows(s);
      case DenseArray a when a.type() != DType.STRING -> new DenseRows(a);
      default -> throw new IllegalArgumentException("it is no matrix of numbers");
    };
  }

  private static void readGroups(
      RowGroups rows, int cells, Consumer<RowBlock> blocks, Workers workers) {
    List<Integer> starts = rows.starts();
    workers.forEach(
        starts.size(),
        g -> {
          int to = g + 1 < starts.size() ? starts.get(g + 1) : cells;
          rows.read(starts.get(g), to, blocks);
        });
  }

  /** Cuts cells into groups of whole blocks that hold about {@code target} units of work. */
  static List<Integer> groups(int cells, long target, LongUnaryOperator upTo) {
    List<Integer> starts = new ArrayList<>();
    long begun = 0;
    for (int cell = 0; cell < cells; cell += Expression.BLOCK_CELLS) {
      long here = upTo.applyAsLong(cell);
      if (starts.isEmpty() || here - begun >= target) {
        starts.add(cell);
        begun = here;
      }
    }
    return starts;
  }
}
