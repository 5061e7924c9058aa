package org.samap.core.analysis;

import org.samap.core.expression.HeapExpression;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

/** Genes that the only cell of their species expresses. */
public final class Everywhere {
  private Everywhere() {}

  /** Those with a weight above 0. */
  public static ExpressedGenes expressed(GeneAxis genes, double[] weights) {
    try (Workers workers = Workers.of(1)) {
      return ExpressedGenes.of(
          genes,
          weights,
          s -> {
            HeapExpression.Builder x = HeapExpression.builder(genes.end(s) - genes.start(s));
            for (int g = genes.start(s); g < genes.end(s); g++) {
              x.add(g - genes.start(s), 2);
            }
            x.endCell();
            return x.build();
          },
          workers);
    }
  }
}
