package org.samap.core.anndata.counts;

import java.util.List;
import org.samap.core.expression.Expression;
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
  private int firstEmpty = -1;

  static ValueCheck of(Expression x, Workers workers) {
    return x.reduceRanges(workers, ValueCheck::of, new ValueCheck(), ValueCheck::merge);
  }

  private static ValueCheck of(RowCursor row, int from, int to) {
    ValueCheck check = new ValueCheck();
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      if (row.from() == row.to() && check.emptyCells++ == 0) {
        check.firstEmpty = cell;
      }
      for (int p = row.from(); p < row.to(); p++) {
        float v = row.values()[p];
        if (v > 0 && v == Math.rint(v) && v < Float.POSITIVE_INFINITY) {
          continue;
        }
        Kind kind =
            !Float.isFinite(v) ? check.notFinite : v < 0 ? check.negative : check.fractional;
        kind.add(cell, row.genes()[p], v);
      }
    }
    return check;
  }

  private void merge(ValueCheck later) {
    notFinite.add(later.notFinite);
    negative.add(later.negative);
    fractional.add(later.fractional);
    firstEmpty = emptyCells == 0 ? later.firstEmpty : firstEmpty;
    emptyCells += later.emptyCells;
  }

  boolean isCounts() {
    return notFinite.count + negative.count + fractional.count == 0;
  }

  boolean hasEmptyCells() {
    return emptyCells > 0;
  }

  String emptyCells(List<String> cells) {
    return "%d of %d cells have no counts (the first is %s) and can match anything; remove them"
        .formatted(emptyCells, cells.size(), cells.get(firstEmpty));
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
