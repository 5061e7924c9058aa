package org.samap.cuda.links;

import java.util.function.IntUnaryOperator;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.expression.DeviceExpression;
import org.samap.cuda.expression.DeviceExpressions;

/**
 * What is compared over which cells.
 *
 * @param cellAt the cell at each place of an order that puts similar cells together, inside species
 * @param stitched the stitched graph over the cells of all species
 */
record LinkTask(
    LinkedGenes genes,
    SpeciesAxis cells,
    IntUnaryOperator cellAt,
    SparseMatrix stitched,
    DeviceExpressions expressions) {

  /** Adds the linked genes of all cells of a species to rows. */
  void addAll(int species, CellRows rows, DeviceStream stream) {
    try (DeviceExpression x = expressions.of(genes.views().get(species).expression(), stream)) {
      rows.addAll(cells.start(species), genes.views().get(species), x);
    }
  }
}
