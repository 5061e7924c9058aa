package org.samap.core.sam;

import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;

/**
 * The parameters of SAM.
 *
 * @param npcs principal components (100; at most one less than cells and chosen genes)
 * @param k nearest cells, the cell itself included (20; from 5 to cells - 2)
 * @param nGenes genes of the PCA (3000; at most the genes with expression)
 * @param weightMode how weights come from dispersions (RMS)
 * @param scaling what is done to the expression before the PCA (STANDARD_SCALER)
 * @param maxIter iterations at most (10; at least 5)
 * @param stopping the root mean square change of the weights at which they have settled (0.01)
 * @param numNormAvg the mean of this many largest dispersions limits all (50)
 * @param weightPcs whether components count by the square root of their variance (no)
 * @param search how nearest cells are found, with which metric (cosine), and the seed of everything
 *     random (0)
 */
public record SamParams(
    int npcs,
    int k,
    int nGenes,
    WeightMode weightMode,
    Scaling scaling,
    int maxIter,
    double stopping,
    int numNormAvg,
    boolean weightPcs,
    NeighborSearch search) {

  private static final int MIN_K = 5;
  private static final int MIN_ITERATIONS = 5;

  public SamParams {
    requireAtLeastOne("npcs", npcs);
    requireAtLeastOne("k", k);
    requireAtLeastOne("n_genes", nGenes);
    requireAtLeastOne("max_iter", maxIter);
    requireAtLeastOne("num_norm_avg", numNormAvg);
    if (!(stopping >= 0 && stopping < 1)) {
      throw new InputException("stopping is " + stopping + "; give a number from 0 to below 1");
    }
    k = Math.max(MIN_K, k);
    maxIter = Math.max(MIN_ITERATIONS, maxIter);
  }

  private static void requireAtLeastOne(String name, int value) {
    if (value < 1) {
      throw new InputException(name + " is " + value + "; give a number of at least 1");
    }
  }

  public static SamParams defaults() {
    return new SamParams(
        100,
        20,
        3000,
        WeightMode.RMS,
        Scaling.STANDARD_SCALER,
        10,
        0.01,
        50,
        false,
        NeighborSearch.defaults());
  }

  /**
   * The same for data of this size: k and n_genes limited.
   *
   * @param expressedGenes genes with a positive sum
   * @throws InputException if there are too few cells for 5 neighbours
   */
  SamParams limitedTo(int cells, int expressedGenes) {
    if (cells < MIN_K + 2) {
      throw new InputException(
          "a data set has %d cells, but SAM needs at least %d; leave it out or add cells"
              .formatted(cells, MIN_K + 2));
    }
    return withK(Math.min(k, cells - 2)).withNGenes(Math.min(nGenes, expressedGenes));
  }

  public SamParams withNpcs(int n) {
    return new SamParams(
        n, k, nGenes, weightMode, scaling, maxIter, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withK(int n) {
    return new SamParams(
        npcs, n, nGenes, weightMode, scaling, maxIter, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withNGenes(int n) {
    return new SamParams(
        npcs, k, n, weightMode, scaling, maxIter, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withWeightMode(WeightMode mode) {
    return new SamParams(
        npcs, k, nGenes, mode, scaling, maxIter, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withScaling(Scaling s) {
    return new SamParams(
        npcs, k, nGenes, weightMode, s, maxIter, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withMaxIter(int n) {
    return new SamParams(
        npcs, k, nGenes, weightMode, scaling, n, stopping, numNormAvg, weightPcs, search);
  }

  public SamParams withStopping(double change) {
    return new SamParams(
        npcs, k, nGenes, weightMode, scaling, maxIter, change, numNormAvg, weightPcs, search);
  }

  public SamParams withNumNormAvg(int n) {
    return new SamParams(
        npcs, k, nGenes, weightMode, scaling, maxIter, stopping, n, weightPcs, search);
  }

  public SamParams withWeightPcs(boolean weigh) {
    return new SamParams(
        npcs, k, nGenes, weightMode, scaling, maxIter, stopping, numNormAvg, weigh, search);
  }

  public SamParams withSearch(NeighborSearch s) {
    return new SamParams(
        npcs, k, nGenes, weightMode, scaling, maxIter, stopping, numNormAvg, weightPcs, s);
  }

  public SamParams withMetric(Metric metric) {
    return withSearch(new NeighborSearch(search.method(), metric, search.seed()));
  }

  public SamParams withSearchMethod(SearchMethod method) {
    return withSearch(new NeighborSearch(method, search.metric(), search.seed()));
  }

  public SamParams withSeed(long seed) {
    return withSearch(new NeighborSearch(search.method(), search.metric(), seed));
  }
}
