package org.samap.core.mapping;

import java.util.Map;
import java.util.Set;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.InputException;

/**
 * The choices of a mapping.
 *
 * @param iterations rounds of mapping, with a refinement of the gene links between them
 * @param crossK neighbours that a cell keeps in each other species (K)
 * @param hops extra hops of a neighbourhood (NH), for species not named in {@code hopsOf}
 * @param hopsOf extra hops of single species, by id
 * @param expansion how neighbourhoods grow
 * @param excludeSelf leave the cell itself out of its neighbourhood and rank by index alone ({@code
 *     BFS} only)
 * @param sameCluster ids of species whose neighbourhoods are whole clusters
 * @param searchSpace the components that a search between two species compares
 * @param pairwise translate and cut edges for each pair of species by itself; false: all to all
 * @param rescale rescale mutual edges by the correlation of the projected cells
 * @param edgeMode the measure of agreement of two genes
 * @param edgeThreshold agreement below this becomes 0
 * @param scaleByWeights temper the agreement with the weights of the two genes
 * @param searchMethod exact or approximate neighbours
 * @param seed of approximate neighbours
 */
public record MappingParams(
    int iterations,
    int crossK,
    int hops,
    Map<String, Integer> hopsOf,
    Expansion expansion,
    boolean excludeSelf,
    Set<String> sameCluster,
    SearchSpace searchSpace,
    boolean pairwise,
    boolean rescale,
    EdgeMode edgeMode,
    double edgeThreshold,
    boolean scaleByWeights,
    SearchMethod searchMethod,
    long seed) {

  /** No data has a use for more. */
  private static final int MOST = 100_000;

  public MappingParams {
    hopsOf = Map.copyOf(hopsOf);
    sameCluster = Set.copyOf(sameCluster);
    within("--iterations", iterations, 1);
    within("--cross-k", crossK, 1);
    within("--hops", hops, 0);
    hopsOf.forEach((id, h) -> within("--hops " + id, h, 0));
    if (!(edgeThreshold >= 0 && edgeThreshold < 1)) {
      throw new InputException(
          "--hom-edge-threshold is " + edgeThreshold + "; give a number from 0 to below 1");
    }
    if (excludeSelf && expansion != Expansion.BFS) {
      throw new InputException("--exclude-self goes with --expansion bfs; leave one of them out");
    }
  }

  /** The defaults of SPEC. */
  public static MappingParams defaults() {
    return new MappingParams(
        3,
        20,
        3,
        Map.of(),
        Expansion.BFS,
        false,
        Set.of(),
        SearchSpace.JOINT,
        true,
        true,
        EdgeMode.PEARSON,
        0,
        false,
        SearchMethod.AUTO,
        0);
  }

  /** The extra hops of a species. */
  int hops(String id) {
    return hopsOf.getOrDefault(id, hops);
  }

  NeighborSearch neighborSearch() {
    return new NeighborSearch(searchMethod, Metric.COSINE, seed);
  }

  private static void within(String option, int value, int least) {
    if (value < least || value > MOST) {
      throw new InputException(
          "%s is %d; give a number from %d to %d".formatted(option, value, least, MOST));
    }
  }

  public MappingParams withIterations(int n) {
    return new MappingParams(
        n,
        crossK,
        hops,
        hopsOf,
        expansion,
        excludeSelf,
        sameCluster,
        searchSpace,
        pairwise,
        rescale,
        edgeMode,
        edgeThreshold,
        scaleByWeights,
        searchMethod,
        seed);
  }

  public MappingParams withExpansion(Expansion e) {
    return new MappingParams(
        iterations,
        crossK,
        hops,
        hopsOf,
        e,
        excludeSelf,
        sameCluster,
        searchSpace,
        pairwise,
        rescale,
        edgeMode,
        edgeThreshold,
        scaleByWeights,
        searchMethod,
        seed);
  }

  public MappingParams withEdges(EdgeMode mode, double threshold, boolean byWeights) {
    return new MappingParams(
        iterations,
        crossK,
        hops,
        hopsOf,
        expansion,
        excludeSelf,
        sameCluster,
        searchSpace,
        pairwise,
        rescale,
        mode,
        threshold,
        byWeights,
        searchMethod,
        seed);
  }
}
