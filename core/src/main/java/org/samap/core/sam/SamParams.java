package org.samap.core.sam;

import java.util.function.UnaryOperator;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.run.InputException;

/**
 * The parameters of SAM (SPEC 3).
 *
 * @param k the number of nearest cells, the cell itself included (20; from 5 to cells - 2)
 * @param pca from expression to principal components
 * @param weights from dispersions to gene weights
 * @param stopping when the iterations end
 * @param search how nearest cells are found, the metric (cosine), and the seed of everything random
 *     (0)
 */
public record SamParams(int k, Pca pca, Weights weights, Stopping stopping, NeighborSearch search) {

  private static final int MIN_K = 5;
  private static final int MIN_ITERATIONS = 5;

  public SamParams {
    requireAtLeastOne("k", k);
    k = Math.max(MIN_K, k);
  }

  /**
   * The principal component analysis.
   *
   * @param npcs the number of principal components (100; at most one less than cells and chosen
   *     genes)
   * @param nGenes the number of chosen genes (3000; at most the genes with expression)
   * @param scaling how expression is scaled first (STANDARD_SCALER)
   * @param weightPcs whether components are scaled by the square root of their variance (no)
   */
  public record Pca(int npcs, int nGenes, Scaling scaling, boolean weightPcs) {
    public Pca {
      requireAtLeastOne("npcs", npcs);
      requireAtLeastOne("n_genes", nGenes);
    }

    static Pca defaults() {
      return new Pca(100, 3000, Scaling.STANDARD_SCALER, false);
    }

    public Pca withNpcs(int n) {
      return new Pca(n, nGenes, scaling, weightPcs);
    }

    public Pca withNGenes(int n) {
      return new Pca(npcs, n, scaling, weightPcs);
    }

    public Pca withScaling(Scaling s) {
      return new Pca(npcs, nGenes, s, weightPcs);
    }

    public Pca withWeightPcs(boolean weigh) {
      return new Pca(npcs, nGenes, scaling, weigh);
    }
  }

  /**
   * The weights of genes.
   *
   * @param mode how dispersions become weights (RMS)
   * @param numNormAvg the mean of this many largest dispersions is the limit of all (50)
   */
  public record Weights(WeightMode mode, int numNormAvg) {
    public Weights {
      requireAtLeastOne("num_norm_avg", numNormAvg);
    }

    static Weights defaults() {
      return new Weights(WeightMode.RMS, 50);
    }
  }

  /**
   * When the iterations end.
   *
   * @param change weights have settled at this root mean square change or less (0.01)
   * @param maxIter the most iterations (10; at least 5)
   */
  public record Stopping(double change, int maxIter) {
    public Stopping {
      if (!(change >= 0 && change < 1)) {
        throw InputException.about(
            "stopping", "stopping is " + change + "; give a number from 0 to below 1");
      }
      requireAtLeastOne("max_iter", maxIter);
      maxIter = Math.max(MIN_ITERATIONS, maxIter);
    }

    static Stopping defaults() {
      return new Stopping(0.01, 10);
    }
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw InputException.about(name, name + " is " + value + "; give a number of at least 1");
    }
  }

  public static SamParams defaults() {
    return new SamParams(
        20, Pca.defaults(), Weights.defaults(), Stopping.defaults(), NeighborSearch.defaults());
  }

  /**
   * The parameters for data of this size, with k and n_genes limited.
   *
   * @param expressedGenes the number of genes with a positive sum
   * @throws InputException if there are too few cells for 5 neighbours
   */
  SamParams limitedTo(int cells, int expressedGenes) {
    if (cells < MIN_K + 2) {
      throw new InputException(
          "a data set has %d cells, but SAM needs at least %d; leave it out or add cells"
              .formatted(cells, MIN_K + 2));
    }
    return withK(Math.min(k, cells - 2))
        .withPca(p -> p.withNGenes(Math.min(p.nGenes(), expressedGenes)));
  }

  public SamParams withK(int n) {
    return new SamParams(n, pca, weights, stopping, search);
  }

  public SamParams withPca(UnaryOperator<Pca> change) {
    return new SamParams(k, change.apply(pca), weights, stopping, search);
  }

  public SamParams withWeights(Weights w) {
    return new SamParams(k, pca, w, stopping, search);
  }

  public SamParams withStopping(Stopping s) {
    return new SamParams(k, pca, weights, s, search);
  }

  public SamParams withSearch(UnaryOperator<NeighborSearch> change) {
    return new SamParams(k, pca, weights, stopping, change.apply(search));
  }
}
