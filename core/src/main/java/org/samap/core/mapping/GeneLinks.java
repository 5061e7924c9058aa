package org.samap.core.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.Expression;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;

/**
 * The genes that take part in a mapping, species by species, and the weights of the links between
 * them. This is all that the mapping knows about homology.
 *
 * @param axis the range of each species' genes
 * @param dataGenes for each species, the index in its data of each of its genes here
 * @param weights genes x genes, symmetric, without links inside a species
 */
public record GeneLinks(SpeciesAxis axis, List<int[]> dataGenes, SparseMatrix weights) {

  public GeneLinks {
    if (weights.rows() != axis.total() || weights.columns() != axis.total()) {
      throw new IllegalArgumentException("the links have other genes");
    }
  }

  public static GeneLinks of(List<int[]> dataGenes, SparseMatrix weights) {
    int[] sizes = dataGenes.stream().mapToInt(g -> g.length).toArray();
    return new GeneLinks(SpeciesAxis.ofSizes(sizes), dataGenes, weights);
  }

  /** The same genes with other links. */
  public GeneLinks withWeights(SparseMatrix other) {
    return new GeneLinks(axis, dataGenes, other);
  }

  public int genes() {
    return axis.total();
  }

  /** The index here of every gene of a species' data, or -1. */
  int[] indexOfDataGene(int species, int genesInData) {
    int[] index = new int[genesInData];
    Arrays.fill(index, -1);
    int[] genes = dataGenes.get(species);
    for (int g = 0; g < genes.length; g++) {
      index[genes[g]] = axis.start(species) + g;
    }
    return index;
  }

  /** The expression of each species' linked genes, numbered as here. */
  List<GeneView> views(List<MappedSpecies> species) {
    return IntStream.range(0, species.size())
        .mapToObj(
            s -> {
              Expression x = species.get(s).expression();
              return new GeneView(x, indexOfDataGene(s, x.genes()));
            })
        .toList();
  }

  /** Gathers the values of the genes here from one value per gene of each species' data. */
  double[] gather(List<double[]> perDataGene) {
    double[] out = new double[genes()];
    for (int s = 0; s < axis.species(); s++) {
      int[] genes = dataGenes.get(s);
      for (int g = 0; g < genes.length; g++) {
        out[axis.start(s) + g] = perDataGene.get(s)[genes[g]];
      }
    }
    return out;
  }
}
