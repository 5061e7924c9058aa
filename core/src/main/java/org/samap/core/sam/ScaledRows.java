package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.linalg.SparseRows;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * Some genes of an expression matrix with their values scaled, computed as cells are read, in the
 * blocks of the expression. Nothing is kept but a column for every gene.
 */
final class ScaledRows implements SparseRows {
  private final Expression x;
  private final int genes;
  private final EntryFunction scaled;

  /** Of each gene of the expression, its column, or -1. */
  private final int[] column;

  private final long entries;

  /**
   * @param genes rising; gene {@code genes[c]} becomes column c
   */
  ScaledRows(Expression x, int[] genes, EntryFunction scaled, Workers workers) {
    this.x = x;
    this.genes = genes.length;
    this.scaled = scaled;
    this.column = new int[x.genes()];
    Arrays.fill(column, -1);
    for (int c = 0; c < genes.length; c++) {
      column[genes[c]] = c;
    }
    this.entries = workers.reduce(x.blocks(), this::count, new long[1], (s, n) -> s[0] += n)[0];
  }

  private long count(int block) {
    RowCursor row = x.cursor();
    long count = 0;
    for (int cell = x.firstCell(block); cell < x.endCell(block); cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        count += column[row.genes()[p]] < 0 ? 0 : 1;
      }
    }
    return count;
  }

  /** The same rows in memory: 8 bytes an entry. */
  SparseRows copy(Workers workers) {
    SparseMatrix[] copies = new SparseMatrix[blocks()];
    workers.forEach(copies.length, b -> copies[b] = copy(b));
    return SparseRows.of(genes, Arrays.asList(copies));
  }

  private SparseMatrix copy(int block) {
    int first = firstRow(block);
    int end = firstRow(block + 1);
    SparseMatrix.Builder out = SparseMatrix.builder(end - first, genes);
    Cursor row = cursor();
    for (int cell = first; cell < end; cell++) {
      row.read(cell);
      for (int p = 0; p < row.end(); p++) {
        out.add(row.columns()[p], row.values()[p]);
      }
      out.endRow();
    }
    return out.build();
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
    return x.blocks();
  }

  @Override
  public int firstRow(int b) {
    return b == x.blocks() ? x.cells() : x.firstCell(b);
  }

  @Override
  public Cursor cursor() {
    return new ScaledCursor();
  }

  private final class ScaledCursor implements Cursor {
    private final RowCursor from = x.cursor();
    private final int[] columns = new int[genes];
    private final float[] values = new float[genes];
    private int size;

    @Override
    public void read(int row) {
      from.read(row);
      int[] geneOf = from.genes();
      float[] valueOf = from.values();
      size = 0;
      for (int p = from.from(); p < from.to(); p++) {
        int gene = geneOf[p];
        if (column[gene] >= 0) {
          columns[size] = column[gene];
          values[size++] = (float) scaled.of(row, gene, valueOf[p]);
        }
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

  /** What becomes of the value x of a gene in a cell. */
  @FunctionalInterface
  interface EntryFunction {
    double of(int cell, int gene, float x);
  }
}
