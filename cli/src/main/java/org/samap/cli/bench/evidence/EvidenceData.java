package org.samap.cli.bench.evidence;

import java.util.List;
import java.util.Map;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Stress;
import org.samap.core.simulate.TypeOrigin;
import org.samap.core.simulate.TypeTruth;

/**
 * Species whose types are known, and the stresses that they are put under.
 *
 * @param name of the data, such as simulated
 * @param seed of the stresses (and of the simulation)
 * @param species two
 * @param origins what their labels are
 * @param rows the stresses
 * @param linkSeeds of how many seeds scores are tested against permuted links
 */
record EvidenceData(
    String name,
    long seed,
    LinkedSpecies species,
    Map<String, Map<String, TypeOrigin>> origins,
    List<Row> rows,
    int linkSeeds) {
  /** Types with fewer cells are not judged. */
  private static final int LEAST_CELLS = 5;

  EvidenceData {
    rows = List.copyOf(rows);
  }

  /**
   * A row of the tables.
   *
   * @param name what is done to the data, in a few words
   * @param stresses the first one first
   */
  record Row(String name, List<Stress> stresses) {
    Row {
      stresses = List.copyOf(stresses);
    }

    static Row of(String name, Stress... stresses) {
      return new Row(name, List.of(stresses));
    }
  }

  /** The data of a row. */
  StressedCase under(Row row) {
    LinkedSpecies stressed = Stress.all(row.stresses, species, seed);
    return new StressedCase(
        name, row.name, seed, stressed, TypeTruth.of(origins, species, stressed, LEAST_CELLS));
  }
}
