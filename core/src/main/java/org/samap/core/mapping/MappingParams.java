package org.samap.core.mapping;

import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;

/**
 * The choices of a mapping.
 *
 * @param iterations rounds of mapping, with a refinement of the gene links between them
 * @param crossK neighbours that a cell keeps in each other species (K)
 * @param neighborhood neighbourhoods inside a species
 * @param searchSpace the components that a search between two species compares
 * @param pairwise translate and cut edges for each pair of species by itself; false: all to all
 * @param rescale rescale mutual edges by the correlation of the projected cells
 * @param agreement the refinement of the gene links
 * @param jointWeights weigh the genes anew after the first iteration, on the graph of all species
 * @param searchMethod exact or approximate neighbours
 * @param seed of approximate neighbours
 */
public record MappingParams(
    int iterations,
    int crossK,
    NeighborhoodParams neighborhood,
    SearchSpace searchSpace,
    boolean pairwise,
    boolean rescale,
    AgreementParams agreement,
    boolean jointWeights,
    SearchMethod searchMethod,
    long seed) {

  /** No data has a use for more. */
  private static final int MOST = 100_000;

  public MappingParams {
    within("--iterations", iterations, 1);
    within("--cross-k", crossK, 1);
  }

  /** The defaults of SPEC. */
  public static MappingParams defaults() {
    return new MappingParams(
        3,
        20,
        NeighborhoodParams.defaults(),
        SearchSpace.JOINT,
        true,
        true,
        AgreementParams.defaults(),
        false,
        SearchMethod.AUTO,
        0);
  }

  NeighborSearch neighborSearch() {
    return new NeighborSearch(searchMethod, Metric.COSINE, seed);
  }

  static void within(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw new InputException(
          "%s is %d; give a number from %d to %d".formatted(option, value, least, MOST));
    }
  }

  public MappingParams withIterations(int n) {
    return new MappingParams(
        n,
        crossK,
        neighborhood,
        searchSpace,
        pairwise,
        rescale,
        agreement,
        jointWeights,
        searchMethod,
        seed);
  }

  public MappingParams withNeighborhood(NeighborhoodParams n) {
    return new MappingParams(
        iterations,
        crossK,
        n,
        searchSpace,
        pairwise,
        rescale,
        agreement,
        jointWeights,
        searchMethod,
        seed);
  }

  public MappingParams withAgreement(AgreementParams a) {
    return new MappingParams(
        iterations,
        crossK,
        neighborhood,
        searchSpace,
        pairwise,
        rescale,
        a,
        jointWeights,
        searchMethod,
        seed);
  }

  public MappingParams withJointWeights(boolean joint) {
    return new MappingParams(
        iterations,
        crossK,
        neighborhood,
        searchSpace,
        pairwise,
        rescale,
        agreement,
        joint,
        searchMethod,
        seed);
  }
}
