package org.samap.core.mapping;

import java.util.Map;
import java.util.Set;
import org.samap.core.run.InputException;

/**
 * How the neighbourhoods of cells inside their species grow (SPEC 5.4).
 *
 * @param hops extra hops (NH), for species not named in {@code hopsOf}
 * @param hopsOf extra hops of single species, by id
 * @param expansion which cells come first
 * @param excludeSelf leave the cell itself out and rank by index alone ({@code BFS} only)
 * @param sameCluster ids of species whose neighbourhoods are whole clusters
 * @param most cells of a neighbourhood at most; 0 for as many as the cell's cluster has
 */
public record NeighborhoodParams(
    int hops,
    Map<String, Integer> hopsOf,
    Expansion expansion,
    boolean excludeSelf,
    Set<String> sameCluster,
    int most) {

  public NeighborhoodParams {
    hopsOf = Map.copyOf(hopsOf);
    sameCluster = Set.copyOf(sameCluster);
    MappingParams.within("--hops", hops, 0);
    hopsOf.forEach((id, h) -> MappingParams.within("--hops " + id, h, 0));
    if (most != 0) {
      MappingParams.within("--max-neighborhood", most, 1);
    }
    if (excludeSelf && expansion != Expansion.BFS) {
      throw new InputException("--exclude-self goes with --expansion bfs; leave one of them out");
    }
  }

  public static NeighborhoodParams defaults() {
    return new NeighborhoodParams(3, Map.of(), Expansion.BFS, false, Set.of(), 0);
  }

  /** The extra hops of a species. */
  int hops(String id) {
    return hopsOf.getOrDefault(id, hops);
  }

  public NeighborhoodParams withExpansion(Expansion e) {
    return new NeighborhoodParams(hops, hopsOf, e, excludeSelf, sameCluster, most);
  }

  public NeighborhoodParams withMost(int cells) {
    return new NeighborhoodParams(hops, hopsOf, expansion, excludeSelf, sameCluster, cells);
  }
}
