package org.samap.core.anndata.counts;

import java.util.List;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/** Finds out whether a matrix holds counts, other numbers or invalid values. */
final class ValueCheck {
  /** Values of one kind: their number and the first one. */
  private static final class Kind {
    private long count;
    private int cell = -1;
    private int gene;
    private float value;

    void add(int atCell, int atGene, float found) {
      if (count++ == 0) {
        cell = atCell;
        gene = atGene;
        value = found;
      }
    }

    void add(Kind later) {
      if (count == 0) {
        cell = later.cell;
        gene = later.gene;
        value = later.value;
      }
      count += later.count;
    }

    String first(List<String> cells, List<String> genes) {
      return "the first is %s, of gene %s in cell %s"
          .formatted(value, genes.get(gene), cells.get(cell));
    }
  }

  private final Kind notFinite = new Kind();
  private final Kind negative = new Kind();
  private final Kind fractional = new Kind();

  /**
   * Looks at all values.
   *
   * @param tally receives what every cell has
   */
  static ValueCheck of(Expression x, CellTally tally, Workers workers) {
    return x.reduceRanges(
        workers,
        (row, from, to) -> {
          ValueCheck check = new ValueCheck();
          for (int cell = from; cell < to; cell++) {
            row.read(cell);
            tally.set(cell, row.values(), row.from(), row.to());
            check.addRow(cell, row.genes(), row.values(), row.from(), row.to());
          }
          return check;
        },
        new ValueCheck(),
        ValueCheck::merge);
  }

  /** Looks at the values of a block; blocks can come from many threads. */
  static ValueCheck of(RowBlock block, CellTally tally) {
    ValueCheck check = new ValueCheck();
    for (int r = 0; r < block.rows(); r++) {
      int cell = block.firstCell() + r;
      int from = block.offsets()[r];
      int to = block.offsets()[r + 1];
      tally.set(cell, block.values(), from, to);
      check.addRow(cell, block.genes(), block.values(), from, to);
    }
    return check;
  }

  private void addRow(int cell, int[] genes, float[] values, int from, int to) {
    for (int p = from; p < to; p++) {
      float v = values[p];
      if (v > 0 && v == Math.rint(v) && v < Float.POSITIVE_INFINITY) {
        continue;
      }
      Kind kind = !Float.isFinite(v) ? notFinite : v < 0 ? negative : fractional;
      kind.add(cell, genes[p], v);
    }
  }

  /** Adds the values of later cells. */
  void merge(ValueCheck later) {
    notFinite.add(later.notFinite);
    negative.add(later.negative);
    fractional.add(later.fractional);
  }

  boolean isCounts() {
    return notFinite.count + negative.count + fractional.count == 0;
  }

  /** Fails if a value is missing, infinite or negative. */
  void require(String where, List<String> cells, List<String> genes) {
    require(notFinite, where + ": %d values are NaN or infinite; %s", cells, genes);
    require(negative, where + ": %d values are negative; %s", cells, genes);
  }

  private static void require(Kind kind, String text, List<String> cells, List<String> genes) {
    if (kind.count > 0) {
      throw new InputException(
          text.formatted(kind.count, kind.first(cells, genes))
              + "; give raw counts (another layer can be named)");
    }
  }

  String looksNormalised(List<String> cells, List<String> genes) {
    return "%d values are not whole numbers (%s): they look normalised; raw counts are expected"
        .formatted(fractional.count, fractional.first(cells, genes));
  }
}
