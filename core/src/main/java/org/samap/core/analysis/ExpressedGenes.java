package org.samap.core.analysis;

import java.util.BitSet;
import java.util.function.IntFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

/**
 * The genes that a data set says something about: those with a SAM weight above 0 that at least one
 * in {@value #CELLS_PER_EXPRESSING} cells of their species expresses. A gene that is silent in the
 * tissue agrees with none of its homologs, whatever they do elsewhere.
 */
public final class ExpressedGenes {
  private static final int CELLS_PER_EXPRESSING = 1000;

  private final GeneAxis genes;
  private final BitSet expressed;

  private ExpressedGenes(GeneAxis genes, BitSet expressed) {
    this.genes = genes;
    this.expressed = expressed;
  }

  /**
   * Makes one pass over the expression of each species.
   *
   * @param weights the SAM weight of every gene
   * @param expression the cells x genes of a species, with genes as on the axis; read for one
   *     species after another, so that only one is held at a time
   */
  public static ExpressedGenes of(
      GeneAxis genes, double[] weights, IntFunction<Expression> expression, Workers workers) {
    BitSet expressed = new BitSet(genes.size());
    for (int s = 0; s < genes.species().size(); s++) {
      Expression x = expression.apply(s);
      int start = genes.start(s);
      int[] cells = expressingCells(x, workers);
      for (int g = 0; g < cells.length; g++) {
        boolean often = (long) cells[g] * CELLS_PER_EXPRESSING >= x.cells();
        expressed.set(start + g, weights[start + g] > 0 && cells[g] > 0 && often);
      }
    }
    return new ExpressedGenes(genes, expressed);
  }

  /** Those of a mapping whose expression is at hand. */
  public static ExpressedGenes of(MappedGenes data, Workers workers) {
    return of(data.genes(), data.weights(), data.expression()::get, workers);
  }

  /** The number of cells in which each gene is not 0. */
  private static int[] expressingCells(Expression x, Workers workers) {
    return x.reduceRanges(
        workers,
        (cursor, from, to) -> count(x.genes(), cursor, from, to),
        new int[x.genes()],
        (total, part) -> {
          for (int g = 0; g < total.length; g++) {
            total[g] += part[g];
          }
        });
  }

  private static int[] count(int genes, RowCursor row, int from, int to) {
    int[] counts = new int[genes];
    for (int cell = from; cell < to; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        counts[row.genes()[p]] += row.values()[p] != 0 ? 1 : 0;
      }
    }
    return counts;
  }

  /** The genes of all species, expressed or not. */
  public GeneAxis genes() {
    return genes;
  }

  /**
   * @param gene its index on the axis of all genes
   */
  public boolean contains(int gene) {
    return expressed.get(gene);
  }
}
