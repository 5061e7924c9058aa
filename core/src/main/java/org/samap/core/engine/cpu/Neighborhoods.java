package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.SpeciesCells;
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
   * The neighbourhoods of a species, in the form that is chosen for it.
   *
   * @param order of the cells of the species: neighbourhoods hold places in it
   */
  static Neighborhoods of(SpeciesCells species, CellOrder order, Workers workers) {
    int[] clusters = order.inPlaces(species.clusters(), 0);
    return switch (species.neighborhood()) {
      case Neighborhood.WholeCluster() -> new SameCluster(clusters);
      case Neighborhood.Rings rings ->
          of(order.inPlaces(species.connectivities(), 0, workers), budgets(clusters), rings, order);
    };
  }

  private static Neighborhoods of(
      SparseMatrix graph, int[] budgets, Neighborhood.Rings rings, CellOrder order) {
    if (rings.most() > 0) {
      Arrays.setAll(budgets, i -> Math.min(rings.most(), budgets[i]));
    }
    return switch (rings.expansion()) {
      case BFS -> new BreadthFirst(graph, budgets, rings.rings(), rings.excludeSelf(), order);
      case WALK -> new Walks(graph, budgets, rings.rings(), order);
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
