package org.samap.core.engine;

import java.util.List;

/**
 * The sizes of a run, from which an engine with memory of its own tells what it needs.
 *
 * @param species the species, in order
 * @param neighbors the nearest cells of each cell inside its species
 * @param crossNeighbors the nearest cells of each cell in each other species
 * @param layout whether the cells are laid out in the plane
 */
public record EngineWork(
    List<Species> species, double neighbors, double crossNeighbors, boolean layout) {
  public EngineWork {
    species = List.copyOf(species);
  }

  /**
   * A species.
   *
   * @param cells the number of its cells
   * @param values the stored values of its expression
   * @param columns the components in which its nearest cells are found
   * @param mapped its components in the mapping
   * @param neighborhood the cells of a neighbourhood
   */
  public record Species(
      double cells, double values, double columns, double mapped, double neighborhood) {}

  /** The cells of all species. */
  public double cells() {
    return species.stream().mapToDouble(Species::cells).sum();
  }

  /** The components of all species in the mapping. */
  public double mapped() {
    return species.stream().mapToDouble(Species::mapped).sum();
  }
}
