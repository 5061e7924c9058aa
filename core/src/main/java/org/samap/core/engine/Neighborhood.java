package org.samap.core.engine;

/** Which cells of its own species stand for a cell (SPEC 5.4). */
public sealed interface Neighborhood {

  /**
   * Cells collected ring by ring along the connectivities, as many as the cell's cluster has.
   *
   * @param expansion which cells come first
   * @param rings hops at most, at least 1
   * @param excludeSelf leave the cell itself out and rank by index alone ({@code BFS} only)
   * @param most cells at most; 0 for as many as the cluster has
   */
  record Rings(Expansion expansion, int rings, boolean excludeSelf, int most)
      implements Neighborhood {}

  /** Every cell of the same cluster, the cell itself included. */
  record WholeCluster() implements Neighborhood {}
}
