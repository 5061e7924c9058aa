package org.samap.core.mapping;

import java.util.Map;
import java.util.Set;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.Neighborhood;
import org.samap.core.run.InputException;

/**
 * How the neighbourhoods of cells inside their species grow (SPEC 5.4).
 *
 * @param hops the number of extra hops (NH = 3)
 * @param expansion which cells come first (BFS)
 * @param excludeSelf whether to leave the cell itself out and rank by index alone ({@code BFS}
 *     only; no)
 * @param sameCluster ids of species whose neighbourhoods are whole clusters
 * @param most the most cells of a neighbourhood; 0 for as many as the cell's cluster holds (0)
 */
public record NeighborhoodParams(
    Hops hops, Expansion expansion, boolean excludeSelf, Set<String> sameCluster, int most) {

  public NeighborhoodParams {
    sameCluster = Set.copyOf(sameCluster);
    if (most != 0) {
      MappingParams.within("max_neighborhood", most, 1);
    }
    if (excludeSelf && expansion != Expansion.BFS) {
      throw InputException.about(
          "exclude_self", "exclude_self goes with the expansion bfs; leave one of them out");
    }
  }

  /**
   * The extra hops of each species.
   *
   * @param general the hops of species that are not named
   * @param of the hops of single species, by id
   */
  public record Hops(int general, Map<String, Integer> of) {
    public Hops {
      of = Map.copyOf(of);
      MappingParams.within("hops", general, 0);
      of.forEach((id, h) -> MappingParams.within("hops", "hops of " + id, h, 0));
    }

    /** The extra hops of a species. */
    public int of(String id) {
      return of.getOrDefault(id, general);
    }
  }

  /** The neighbourhoods of a species. */
  Neighborhood of(String id) {
    return sameCluster.contains(id)
        ? new Neighborhood.WholeCluster()
        : new Neighborhood.Rings(expansion, 1 + hops.of(id), excludeSelf, most);
  }

  public static NeighborhoodParams defaults() {
    return new NeighborhoodParams(new Hops(3, Map.of()), Expansion.BFS, false, Set.of(), 0);
  }

  public NeighborhoodParams withExpansion(Expansion e) {
    return new NeighborhoodParams(hops, e, excludeSelf, sameCluster, most);
  }

  public NeighborhoodParams withMost(int cells) {
    return new NeighborhoodParams(hops, expansion, excludeSelf, sameCluster, cells);
  }
}
