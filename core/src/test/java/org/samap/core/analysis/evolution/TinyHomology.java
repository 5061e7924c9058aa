package org.samap.core.analysis.evolution;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;

/** A homology of a few genes, written edge by edge. */
final class TinyHomology {
  private final GeneAxis genes;
  private final float[][] sequence;
  private final float[][] refined;

  private TinyHomology(GeneAxis genes) {
    this.genes = genes;
    this.sequence = new float[genes.size()][genes.size()];
    this.refined = new float[genes.size()][genes.size()];
  }

  /** Genes with their species before them, {@code a_1}, species by species. */
  static TinyHomology of(String... names) {
    List<String> species = new ArrayList<>();
    List<List<String>> ofSpecies = new ArrayList<>();
    for (String name : names) {
      String id = name.substring(0, name.indexOf('_'));
      if (!species.contains(id)) {
        species.add(id);
        ofSpecies.add(new ArrayList<>());
      }
      ofSpecies.getLast().add(name);
    }
    return new TinyHomology(GeneAxis.of(species, ofSpecies));
  }

  TinyHomology edge(String a, String b, double sequenceWeight, double refinedWeight) {
    int g = genes.indexOf(a);
    int h = genes.indexOf(b);
    sequence[g][h] = (float) sequenceWeight;
    sequence[h][g] = (float) sequenceWeight;
    refined[g][h] = (float) refinedWeight;
    refined[h][g] = (float) refinedWeight;
    return this;
  }

  RefinedHomology build() {
    return new RefinedHomology(genes, sparse(sequence), sparse(refined));
  }

  static SparseMatrix sparse(float[][] dense) {
    SparseMatrix.Builder b = SparseMatrix.builder(dense.length, dense.length);
    for (float[] row : dense) {
      for (int c = 0; c < row.length; c++) {
        if (row[c] != 0) {
          b.add(c, row[c]);
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
