package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.engine.Neighborhood;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The neighbourhood of each cell inside its species (SPEC 5.4), computed on demand. Their total
 * size grows with the square of the data, so they are never all stored.
 */
public interface Neighborhoods {

  /** A collector of neighbourhoods, one at a time. Each thread needs its own. */
  Collector collector();

  /**
   * The neighbourhoods of a species, of the kind that is chosen for it.
   *
   * @param order the order of the species' cells; neighbourhoods hold places in it
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

    /** The cells collected last, from index 0 to the size - 1; valid until the next call. */
    int[] members();
  }
}
