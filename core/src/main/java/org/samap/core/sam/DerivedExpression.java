package org.samap.core.sam;

import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * Expression whose values are computed from counts as they are read, so that they take no memory.
 * Genes that are not kept, and values that come out as 0, are left out.
 *
 * <p>Most counts of a cell are small whole numbers. Where a value depends on the cell and the count
 * alone, those of the counts below {@value #TABLE} are computed once per reading of a cell.
 */
final class DerivedExpression implements Expression {
  private static final int TABLE = 12;

  private final Expression counts;
  private final boolean[] keep;
  private final ValueFunction f;
  private final boolean sameForAllGenes;
  private final long entries;

  private DerivedExpression(
      Expression counts, boolean[] keep, ValueFunction f, boolean sameForAllGenes, long entries) {
    this.counts = counts;
    this.keep = keep;
    this.f = f;
    this.sameForAllGenes = sameForAllGenes;
    this.entries = entries;
  }

  /**
   * Makes one pass to count the values.
   *
   * @param keep which genes are kept
   * @param sameForAllGenes whether f does not depend on the gene
   */
  static DerivedExpression of(
      Expression counts,
      boolean[] keep,
      ValueFunction f,
      boolean sameForAllGenes,
      Workers workers) {
    DerivedExpression uncounted = new DerivedExpression(counts, keep, f, sameForAllGenes, 0);
    long[] entries = {0};
    workers.reduce(
        uncounted.blocks(), uncounted::entriesOf, entries, (total, part) -> total[0] += part);
    return new DerivedExpression(counts, keep, f, sameForAllGenes, entries[0]);
  }

  private Long entriesOf(int block) {
    RowCursor row = cursor();
    long n = 0;
    for (int cell = firstCell(block); cell < endCell(block); cell++) {
      row.read(cell);
      n += row.to() - row.from();
    }
    return n;
  }

  @Override
  public int cells() {
    return counts.cells();
  }

  @Override
  public int genes() {
    return counts.genes();
  }

  @Override
  public long entries() {
    return entries;
  }

  @Override
  public RowCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements RowCursor {
    private final RowCursor row = counts.cursor();
    private final float[] table = new float[TABLE];
    private int[] genes = new int[0];
    private float[] values = new float[0];
    private int size;

    @Override
    public void read(int cell) {
      row.read(cell);
      int from = row.from();
      int to = row.to();
      if (genes.length < to - from) {
        genes = new int[Math.max(to - from, 2 * genes.length)];
        values = new float[genes.length];
      }
      int limit = sameForAllGenes ? TABLE : 0;
      for (int count = 1; count < limit; count++) {
        table[count] = (float) f.of(cell, 0, count);
      }
      int[] inGenes = row.genes();
      float[] in = row.values();
      int n = 0;
      for (int p = from; p < to; p++) {
        int gene = inGenes[p];
        int whole = (int) in[p];
        boolean known = whole < limit && whole == in[p] && whole >= 0;
        float value = known ? table[whole] : (float) f.of(cell, gene, in[p]);
        genes[n] = gene;
        values[n] = value;
        n += value != 0 && keep[gene] ? 1 : 0;
      }
      size = n;
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int to() {
      return size;
    }

    @Override
    public int[] genes() {
      return genes;
    }

    @Override
    public float[] values() {
      return values;
    }
  }
}
