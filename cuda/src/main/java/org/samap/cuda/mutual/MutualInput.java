package org.samap.cuda.mutual;

import java.util.List;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.cpu.CellOrder;
import org.samap.core.engine.cpu.CpuJoinedCells;
import org.samap.core.engine.cpu.Holders;
import org.samap.core.engine.cpu.WholeUnits;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * What mutual edges are made from.
 *
 * @param sees the matrix Q, in places
 * @param rows the projected cells of each species
 */
record MutualInput(CpuJoinedCells cells, SparseMatrix sees, List<CellMatrix> rows, EdgeRule rule) {
  /** The rows that share a word of {@link Holders}, made by one block of threads. */
  static final int ROWS = Holders.WORD;

  SpeciesAxis axis() {
    return cells.cells();
  }

  CellOrder order() {
    return cells.order();
  }

  /** The values of Q in whole units. */
  int[] weights() {
    int[] weights = new int[sees.entries()];
    for (int e = 0; e < weights.length; e++) {
      weights[e] = WholeUnits.of(sees.value(e));
    }
    return weights;
  }

  /** What a sum must reach, in whole units. */
  int limit() {
    return WholeUnits.limit(cells.least());
  }

  Holders holders(int species) {
    return cells.holders().get(species);
  }

  Stripes all(int species) {
    return new Stripes(species, 0, holders(species).stripes());
  }

  /** The place of the first cell. */
  int firstPlace(Stripes s) {
    return axis().start(s.species()) + s.first() * Holders.STRIPE;
  }

  /** The place after the last cell. */
  int endPlace(Stripes s) {
    return (int)
        Math.min(
            axis().end(s.species()), axis().start(s.species()) + (long) s.end() * Holders.STRIPE);
  }

  int places(Stripes s) {
    return endPlace(s) - firstPlace(s);
  }

  /** The blocks of rows, each of which is a word of holders. */
  int blocks(Stripes s) {
    return Math.ceilDiv(places(s), ROWS);
  }

  /** The words that the stripes store for all cells that they hold. */
  long storedWords(Stripes s) {
    long words = 0;
    for (int i = s.first(); i < s.end(); i++) {
      words += holders(s.species()).stripe(i).words().length;
    }
    return words;
  }

  /** The components of a projected cell with zeros at the end, so that four are read at once. */
  int stride() {
    return Math.ceilDiv(rows.getFirst().columns(), 4) * 4;
  }
}
