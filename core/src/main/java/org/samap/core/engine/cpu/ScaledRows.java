package org.samap.core.engine.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.SparseRows;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * Some genes of an expression matrix with scaled values, computed as cells are read. It stores only
 * the column of every gene.
 */
final class ScaledRows implements SparseRows {
  private final Expression x;
  private final int genes;
  private final EntryScale scale;
  private final long entries;

  /** The column of each gene of the expression, or -1. */
  private final int[] column;

  /**
   * @param entries the number of stored values of the chosen genes
   */
  private ScaledRows(ScaledExpression a, long entries) {
    this.x = a.x();
    this.genes = a.genes().length;
    this.scale = a.scale();
    this.entries = entries;
    this.column = new int[x.genes()];
    Arrays.fill(column, -1);
    for (int c = 0; c < genes; c++) {
      column[a.genes()[c]] = c;
    }
  }

  /**
   * The matrix with centred columns, made in one pass over the expression.
   *
   * @param mostKept up to this many values are kept in memory, 8 bytes each; if there are more, all
   *     are computed whenever they are read
   */
  static CenteredMatrix centered(ScaledExpression a, long mostKept, Workers workers) {
    ScaledRows unread = new ScaledRows(a, 0);
    int genes = a.genes().length;
    Taken all =
        workers.reduce(unread.blocks(), unread::take, new Taken(genes, mostKept), Taken::add);
    SparseRows rows =
        all.entries <= mostKept ? SparseRows.of(genes, all.copies) : new ScaledRows(a, all.entries);
    return CenteredMatrix.of(rows, all.sums);
  }

  /** The values of a block of cells, and their sums by column. */
  private record Part(SparseMatrix rows, double[] sums) {}

  private Part take(int block) {
    int first = firstRow(block);
    int end = firstRow(block + 1);
    int[] offsets = new int[end - first + 1];
    int[] columns = new int[64 * (end - first)];
    float[] values = new float[columns.length];
    double[] sums = new double[genes];
    ScaledCursor row = new ScaledCursor();
    for (int cell = first; cell < end; cell++) {
      row.read(cell);
      int at = offsets[cell - first];
      if (at + row.size > columns.length) {
        columns = Arrays.copyOf(columns, 2 * columns.length + row.size);
        values = Arrays.copyOf(values, columns.length);
      }
      row.appendTo(columns, values, at, sums);
      offsets[cell - first + 1] = at + row.size;
    }
    int count = offsets[end - first];
    columns = Arrays.copyOf(columns, count);
    values = Arrays.copyOf(values, count);
    return new Part(SparseMatrix.of(end - first, genes, offsets, columns, values), sums);
  }

  /** The result of a pass over all blocks. */
  private static final class Taken {
    private final long mostKept;
    private final double[] sums;
    private final List<SparseMatrix> copies = new ArrayList<>();
    private long entries;

    Taken(int genes, long mostKept) {
      this.mostKept = mostKept;
      this.sums = new double[genes];
    }

    void add(Part part) {
      entries += part.rows.entries();
      for (int c = 0; c < sums.length; c++) {
        sums[c] += part.sums[c];
      }
      if (entries <= mostKept) {
        copies.add(part.rows);
      } else {
        copies.clear();
      }
    }
  }

  @Override
  public int rows() {
    return x.cells();
  }

  @Override
  public int columns() {
    return genes;
  }

  @Override
  public long entries() {
    return entries;
  }

  @Override
  public int blocks() {
    return Math.ceilDiv(x.cells(), x.taskCells());
  }

  @Override
  public int firstRow(int b) {
    return Math.min(x.cells(), b * x.taskCells());
  }

  @Override
  public Cursor cursor() {
    return new ScaledCursor();
  }

  /** Reads the chosen genes of a cell and scales them. */
  private final class ScaledCursor implements Cursor {
    private final RowCursor from = x.cursor();

    // One place more than genes, for a last value whose gene is not chosen.
    private final int[] columns = new int[genes + 1];
    private final float[] values = new float[genes + 1];
    private int size;

    @Override
    public void read(int cell) {
      from.read(cell);
      size = choose(from.genes(), from.values(), from.from(), from.to());
      scale.apply(cell, columns, values, size);
    }

    private int choose(int[] geneOf, float[] valueOf, int start, int end) {
      int count = 0;
      for (int p = start; p < end; p++) {
        int c = column[geneOf[p]];
        columns[count] = c;
        values[count] = valueOf[p];
        count += c < 0 ? 0 : 1;
      }
      return count;
    }

    /** Copies the row to two arrays from a position on, and adds it to the sums of its columns. */
    private void appendTo(int[] toColumns, float[] toValues, int at, double[] sums) {
      System.arraycopy(columns, 0, toColumns, at, size);
      System.arraycopy(values, 0, toValues, at, size);
      for (int p = 0; p < size; p++) {
        sums[columns[p]] += values[p];
      }
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int end() {
      return size;
    }

    @Override
    public int[] columns() {
      return columns;
    }

    @Override
    public float[] values() {
      return values;
    }
  }
}
