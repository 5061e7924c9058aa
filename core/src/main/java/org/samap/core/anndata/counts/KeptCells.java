package org.samap.core.anndata.counts;

import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The cells of a matrix that are used.
 *
 * @param rows their rows, rising
 * @param empty the cells without counts
 * @param poor the other cells that have too few counts or genes
 * @param firstEmpty the first cell without counts, or -1
 */
record KeptCells(CellChoice choice, int[] rows, int cells, int empty, int poor, int firstEmpty) {

  static KeptCells of(CellTally tally, CellChoice choice) {
    int empty = 0;
    int poor = 0;
    int firstEmpty = -1;
    boolean[] keeps = new boolean[tally.cells()];
    for (int cell = 0; cell < keeps.length; cell++) {
      keeps[cell] = choice.filter().keeps(tally.counts()[cell], tally.genes()[cell]);
      if (tally.genes()[cell] == 0) {
        firstEmpty = empty++ == 0 ? cell : firstEmpty;
      } else if (!keeps[cell]) {
        poor++;
      }
    }
    return new KeptCells(choice, choice.of(keeps), keeps.length, empty, poor, firstEmpty);
  }

  boolean areAll() {
    return rows.length == cells;
  }

  List<String> of(List<String> names) {
    return IntStream.of(rows).mapToObj(names::get).toList();
  }

  /** A matrix without the other cells; the whole matrix is released. */
  Expression of(Expression x, ExpressionStore store, Workers workers) {
    ExpressionStore.Builder kept = store.builder(rows.length, x.genes(), x.entries());
    GatheredRows gathered = new GatheredRows(rows.length, kept::put);
    workers.forEach(x.blocks(), b -> gathered.putKept(x.block(b), rows));
    store.release(x);
    return kept.build();
  }

  /**
   * Tells which cells are left out.
   *
   * @param origin where the cells are
   * @param names the names of all cells
   * @throws InputException if no cell is left
   */
  void tell(String origin, List<String> names, Progress progress) {
    if (empty > 0) {
      progress.warn(
          "%s: %,d of %,d cells have no counts and are left out (the first is %s)"
              .formatted(origin, empty, cells, names.get(firstEmpty)));
    }
    if (poor > 0) {
      progress.info(
          "%s: %,d of %,d cells have %s and are left out"
              .formatted(origin, poor, cells, choice.filter().limits()));
    }
    if (rows.length == 0) {
      String parameter = choice.filter().parameter().orElse("");
      throw InputException.about(
          parameter,
          poor == 0
              ? "%s: none of %,d cells has counts; give a file or layer with counts"
                  .formatted(origin, cells)
              : "%s: all of %,d cells have %s, or no counts; lower %s"
                  .formatted(origin, cells, choice.filter().limits(), parameter));
    }
  }

  /** The number of cells that have enough. */
  int good() {
    return cells - empty - poor;
  }

  /** Tells how many cells are drawn. */
  void tellDraw(String origin, Progress progress) {
    choice.tell(origin, rows.length, good(), progress);
  }
}
