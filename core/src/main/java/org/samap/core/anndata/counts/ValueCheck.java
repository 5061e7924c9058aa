package org.samap.core.anndata.counts;

import java.util.List;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Finds out whether a matrix holds counts, other numbers or invalid values, and which cells are
 * empty.
 */
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
  private int emptyCells;

  static ValueCheck of(Expression x, Workers workers) {
    return x.reduceRanges(workers, ValueCheck::of, new ValueCheck(), ValueCheck::merge);
  }

  private static ValueCheck of(RowCursor row, int from, int to) {
    ValueCheck check = new ValueCheck();
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      check.addRow(cell, row.genes(), row.values(), row.from(), row.to());
    }
    return check;
  }

  static ValueCheck of(RowBlock block) {
    ValueCheck check = new ValueCheck();
    for (int r = 0; r < block.rows(); r++) {
      check.addRow(
          block.firstCell() + r,
          block.genes(),
          block.values(),
          block.offsets()[r],
          block.offsets()[r + 1]);
    }
    return check;
  }

  private void addRow(int cell, int[] genes, float[] values, int from, int to) {
    emptyCells += from == to ? 1 : 0;
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
    emptyCells += later.emptyCells;
  }

  boolean isCounts() {
    return notFinite.count + negative.count + fractional.count == 0;
  }

  boolean hasEmptyCells() {
    return emptyCells > 0;
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
