package org.samap.core.simulate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a label of a species belongs.
 *
 * @param group the cell type; labels of different species with the same group are the same type,
 *     and one species can divide a group into several labels
 * @param lineage the group's relatives; a group without any has a lineage of its own
 */
public record TypeOrigin(String group, String lineage) {

  /** The origin of every label of a simulation, by species id. */
  public static Map<String, Map<String, TypeOrigin>> of(Simulation simulation) {
    Map<String, Map<String, TypeOrigin>> origins = new LinkedHashMap<>();
    for (SimulatedSpecies species : simulation.species()) {
      Map<String, TypeOrigin> ofSpecies = new LinkedHashMap<>();
      for (CellType type : species.types()) {
        String lineage = type.lineage() < 0 ? type.name() : "lineage" + type.lineage();
        ofSpecies.put(type.name(), new TypeOrigin(type.name(), lineage));
      }
      origins.put(species.id(), ofSpecies);
    }
    return origins;
  }
}
