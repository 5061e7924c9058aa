package org.samap.core.mapping;

import java.util.Arrays;

/**
 * The neighbourhood of each cell inside its species (SPEC 5.4), computed when asked for: their
 * total size grows with the square of the data and is never stored.
 */
interface Neighborhoods {

  /** Something that collects neighbourhoods one at a time; one per thread. */
  Collector collector();

  /** The neighbourhoods of a species, in the form that the parameters choose for it. */
  static Neighborhoods of(MappedSpecies species, MappingParams params) {
    if (params.sameCluster().contains(species.id())) {
      return new SameCluster(species.clusters());
    }
    int rings = 1 + params.hops(species.id());
    int[] budgets = budgets(species.clusters());
    return switch (params.expansion()) {
      case BFS -> new BreadthFirst(species.connectivities(), budgets, rings, params.excludeSelf());
      case WALK -> new Walks(species.connectivities(), budgets, rings);
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
     * @param cell an index in the species
     */
    int collect(int cell);

    /** The cells collected last, from 0 to its size; valid until the next call. */
    int[] members();
  }
}
