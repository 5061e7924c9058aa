package org.samap.core.mapping;

import java.util.List;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.JoinedCells;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;

/**
 * Re-weights gene links by the agreement of their genes (SPEC 6): how similar the smoothed
 * expression of the two genes is over the cells of their two species on the stitched graph. Links
 * whose agreement is below the threshold or undefined are dropped.
 */
final class Refinement {
  private final JoinedCells cells;
  private final AgreementParams params;
  private final double[] weights;
  private final List<GeneView> genes;
  private final GeneEdges edges;

  Refinement(
      List<MappedSpecies> species, JoinedCells cells, GeneLinks original, AgreementParams params) {
    this.cells = cells;
    this.params = params;
    this.weights = original.gather(species.stream().map(MappedSpecies::weights).toList());
    this.genes = original.views(species);
    this.edges = GeneEdges.of(original.axis(), original.weights(), weights);
  }

  /**
   * The links with their new weights: symmetric, zeros dropped.
   *
   * @param phase counts this as one step
   */
  SparseMatrix refine(SparseMatrix stitched, Progress.Phase phase) {
    double[] agreement = cells.counting(phase).agreement(genes, edges, stitched, params.mode());
    for (int e = 0; e < agreement.length; e++) {
      double r = agreement[e] < params.threshold() ? 0 : Math.max(0, agreement[e]);
      agreement[e] = params.scaleByWeights() ? Math.sqrt(r * geneWeight(e)) : r;
    }
    return edges.toMatrix(agreement);
  }

  private double geneWeight(int e) {
    return Math.sqrt(weights[edges.first()[e]] * weights[edges.second()[e]]);
  }
}
