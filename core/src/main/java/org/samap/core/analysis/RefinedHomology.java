package org.samap.core.analysis;

import java.util.Arrays;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;

/**
 * The homology graph before and after a mapping: how similar two homologous genes are by sequence,
 * and how well their expression agrees over the mapped cells.
 *
 * @param genes the genes of all species
 * @param sequence genes x genes, symmetric: the homology graph, with weights above 0 and no edges
 *     inside a species
 * @param refined genes x genes, symmetric: the last refined weight of these edges, 0 to 1; a
 *     missing edge has weight 0
 */
public record RefinedHomology(GeneAxis genes, SparseMatrix sequence, SparseMatrix refined) {

  public RefinedHomology {
    int n = genes.size();
    for (int size :
        new int[] {sequence.rows(), sequence.columns(), refined.rows(), refined.columns()}) {
      if (size != n) {
        throw new IllegalArgumentException(sequence + " and " + refined + " for " + n + " genes");
      }
    }
  }

  /** The species of every gene, as its position among {@link GeneAxis#species()}. O(genes). */
  public int[] speciesOfGenes() {
    int[] species = new int[genes.size()];
    for (int s = 0; s < genes.species().size(); s++) {
      Arrays.fill(species, genes.start(s), genes.end(s), s);
    }
    return species;
  }
}
