package org.samap.cuda.expression;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;

/**
 * The genes [from, to) of a matrix, with the numbers that they have there. Values of other genes
 * are left out.
 */
public final class GeneRange implements Expression {
  private final Expression x;
  private final int from;
  private final int to;

  public GeneRange(Expression x, int from, int to) {
    this.x = x;
    this.from = from;
    this.to = to;
  }

  @Override
  public int cells() {
    return x.cells();
  }

  @Override
  public int genes() {
    return x.genes();
  }

  @Override
  public long entries() {
    long count = 0;
    RowCursor row = cursor();
    for (int cell = 0; cell < x.cells(); cell++) {
      row.read(cell);
      count += row.to() - row.from();
    }
    return count;
  }

  @Override
  public RowCursor cursor() {
    return new Cursor(x.cursor());
  }

  /** Finds the range in each row. */
  private final class Cursor implements RowCursor {
    private final RowCursor all;
    private int start;
    private int end;

    Cursor(RowCursor all) {
      this.all = all;
    }

    @Override
    public void read(int cell) {
      all.read(cell);
      start = place(all.from(), all.to(), from);
      end = place(start, all.to(), to);
    }

    /** The first place in [low, high) with a gene of at least {@code gene}, or high. */
    private int place(int low, int high, int gene) {
      int p = Arrays.binarySearch(all.genes(), low, high, gene);
      return p < 0 ? -p - 1 : p;
    }

    @Override
    public int from() {
      return start;
    }

    @Override
    public int to() {
      return end;
    }

    @Override
    public int[] genes() {
      return all.genes();
    }

    @Override
    public float[] values() {
      return all.values();
    }
  }
}
