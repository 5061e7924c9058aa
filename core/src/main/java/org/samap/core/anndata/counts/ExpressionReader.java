package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.samap.core.anndata.BlockMatrix;
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
 * Memory besides the result: for compressed rows the slices that the threads work on; for a dense
 * matrix a strip of rows per thread; for compressed columns 8 bytes a stored value; for a stream of
 * blocks nothing.
 */
public final class ExpressionReader {
  private ExpressionReader() {}

  /**
   * Reads the whole matrix, slices in parallel. O(stored values).
   *
   * @param store where to keep it
   * @throws IllegalArgumentException if it is not a matrix of numbers
   */
  public static Expression read(Element matrix, ExpressionStore store, Workers workers) {
    long[] shape = shape(matrix);
    int cells = Math.toIntExact(shape[0]);
    int genes = Math.toIntExact(shape[1]);
    long entries =
        switch (matrix) {
          case SparseArray s -> s.entries();
          case BlockMatrix m -> m.entries();
          default -> (long) cells * genes;
        };
    ExpressionStore.Builder blocks = store.builder(cells, genes, entries);
    forEachBlock(matrix, blocks::put, workers);
    return blocks.build();
  }

  /** Reads the whole matrix onto the heap. */
  public static Expression read(Element matrix, Workers workers) {
    return read(matrix, ExpressionStore.heap(), workers);
  }

  private static long[] shape(Element matrix) {
    if (matrix instanceof Unreadable u) {
      throw new IllegalArgumentException(u.reason());
    }
    long[] shape = matrix.shape();
    if (shape.length != 2) {
      throw new IllegalArgumentException("it is not a matrix");
    }
    return shape;
  }

  /**
   * Reads the whole matrix and keeps nothing of it.
   *
   * @param blocks receives its blocks, in any order and from many threads
   * @throws IllegalArgumentException if it is not a matrix of numbers
   */
  static void forEachBlock(Element matrix, Consumer<RowBlock> blocks, Workers workers) {
    int cells = Math.toIntExact(shape(matrix)[0]);
    switch (matrix) {
      case BlockMatrix m -> m.blocks().forEach(blocks);
      case SparseArray s when s.layout() == SparseArray.Layout.CSC ->
          new CompressedColumns(s).read(blocks, workers);
      default -> readGroups(rowsOf(matrix), cells, blocks, workers);
    }
  }

  /** Rows that are read in groups of whole blocks. */
  interface RowGroups {
    /** The first cell of each group; multiples of the block size. */
    List<Integer> starts();

    /** Reads the cells [from, to) and passes their blocks on. */
    void read(int from, int to, Consumer<RowBlock> blocks);
  }

  private static RowGroups rowsOf(Element matrix) {
    return switch (matrix) {
      case SparseArray s -> new CompressedRows(s);
      case DenseArray a when a.type() != DType.STRING -> new DenseRows(a);
      default -> throw new IllegalArgumentException("it is not a matrix of numbers");
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
