package org.samap.core.anndata.formats;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.SparseArray;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowSorter;

/** Some columns of a matrix of compressed rows, which is read block by block as it is asked for. */
final class SelectedGenes implements Iterable<RowBlock> {
  private final SparseArray matrix;

  /** The column here of a column there, or -1. */
  private final int[] columnOf;

  private SelectedGenes(SparseArray matrix, int[] columnOf) {
    this.matrix = matrix;
    this.columnOf = columnOf;
  }

  /**
   * @param kept columns, rising
   */
  static Element of(SparseArray matrix, int[] kept) {
    if (kept.length == matrix.columns()) {
      return matrix;
    }
    int[] columnOf = new int[Math.toIntExact(matrix.columns())];
    Arrays.fill(columnOf, -1);
    for (int i = 0; i < kept.length; i++) {
      columnOf[kept[i]] = i;
    }
    return new BlockMatrix(
        matrix.rows(), kept.length, matrix.entries(), new SelectedGenes(matrix, columnOf));
  }

  @Override
  public Iterator<RowBlock> iterator() {
    return new Blocks();
  }

  private final class Blocks implements Iterator<RowBlock> {
    private final long[] positions = matrix.indptr().all().longs();
    private final RowSorter sorter = new RowSorter();
    private int cell;

    Blocks() {
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
    public boolean hasNext() {
      return cell < matrix.rows();
    }

    @Override
    public RowBlock next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int end = (int) Math.min(matrix.rows(), cell + Expression.BLOCK_CELLS);
      long first = positions[cell];
      int count = Math.toIntExact(positions[end] - first);
      float[] values = matrix.data().rows(first, count).floats();
      int[] columns = matrix.indices().rows(first, count).ints();
      RowBlock.Builder block = RowBlock.builder(cell, end - cell, count);
      for (int r = cell; r < end; r++) {
        int from = (int) (positions[r] - first);
        int to = (int) (positions[r + 1] - first);
        RowSorter.checkRow(r, from, to, columns, columnOf.length);
        add(columns, values, from, to, block);
      }
      cell = end;
      return block.build();
    }

    private void add(int[] columns, float[] values, int from, int to, RowBlock.Builder block) {
      int[] ours = new int[to - from];
      float[] theirs = new float[to - from];
      int size = 0;
      for (int p = from; p < to; p++) {
        if (columnOf[columns[p]] >= 0) {
          ours[size] = columnOf[columns[p]];
          theirs[size++] = values[p];
        }
      }
      sorter.addRow(ours, theirs, 0, size, block);
    }
  }
}
