package org.samap.core.mapping;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The neighbourhood of each cell inside its species (SPEC 5.4), computed when asked for: their
 * total size grows with the square of the data and is never stored.
 */
interface Neighborhoods {

  /** Something that collects neighbourhoods one at a time; one per thread. */
  Collector collector();

  /**
   * The neighbourhoods of a species, in the form that the parameters choose for it.
   *
   * @param order of the cells of the species: neighbourhoods hold places in it
   */
  static Neighborhoods of(
      MappedSpecies species, CellOrder order, NeighborhoodParams params, Workers workers) {
    int[] clusters = order.inPlaces(species.clusters(), 0);
    if (params.sameCluster().contains(species.id())) {
      return new SameCluster(clusters);
    }
    int rings = 1 + params.hops().of(species.id());
    int[] budgets = budgets(clusters);
    if (params.most() > 0) {
      Arrays.setAll(budgets, i -> Math.min(params.most(), budgets[i]));
    }
    SparseMatrix graph = order.inPlaces(species.connectivities(), 0, workers);
    return switch (params.expansion()) {
      case BFS -> new BreadthFirst(graph, budgets, rings, params.excludeSelf(), order);
      case WALK -> new Walks(graph, budgets, rings, order);
    };
  }

  /** The size of each cell's cluster. */
  static int[] budgets(int[] clusters) {
    int[] sizes = new int[Arrays.stream(clusters).max().orElse(-1) + 1];
    for (int c : clusters) {
      sizes[c]++;
    }
    return Arrays.stream(clusters).map(c -> sizes[c]).toArray();
  }

  /** Collects neighbourhoods. */
  interface Collector {
    /**
     * Collects the neighbourhood of a cell and returns its size.
     *
     * @param cell a place in the species
     */
    int collect(int cell);

    /** The cells collected last, from 0 to its size; valid until the next call. */
    int[] members();
  }
}
