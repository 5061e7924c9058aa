package org.samap.core.expression;

import java.util.Arrays;

/**
 * Sums of counts, in float64.
 *
 * @param cells the total of every cell
 * @param genes the total of every gene
 * @param cellsOf for every gene, the number of cells in which it is not 0
 */
public record CountTotals(double[] cells, double[] genes, int[] cellsOf) {

  /** The sum of all counts. */
  public double all() {
    return Arrays.stream(genes).sum();
  }
}
