package org.samap.core.engine;

/** Which cells of its own species form a cell's neighbourhood (SPEC 5.4). */
public sealed interface Neighborhood {

  /**
   * Cells collected ring by ring along the connectivities, as many as the cell's cluster holds.
   *
   * @param expansion which cells come first
   * @param rings the most hops, at least 1
   * @param excludeSelf whether to leave the cell itself out and rank by index alone ({@code BFS}
   *     only)
   * @param most the most cells; 0 for as many as the cluster holds
   */
  record Rings(Expansion expansion, int rings, boolean excludeSelf, int most)
      implements Neighborhood {}

  /** Every cell of the same cluster, the cell itself included. */
  record WholeCluster() implements Neighborhood {}
}
