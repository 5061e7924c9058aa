package org.samap.core.engine;

import org.samap.core.expression.MomentSums;

/**
 * Adds up the expression of every gene.
 *
 * @param columns the number of genes
 */
public record GeneSums(int columns) implements BlockPass {

  @Override
  public Adder adder(MomentSums sums) {
    return row -> {
      int[] genes = row.genes();
      float[] values = row.values();
      for (int p = row.from(); p < row.to(); p++) {
        sums.add(genes[p], values[p]);
      }
    };
  }
}
