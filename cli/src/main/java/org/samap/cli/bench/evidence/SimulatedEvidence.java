package org.samap.cli.bench.evidence;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;
import org.samap.core.simulate.Stress;
import org.samap.core.simulate.TypeOrigin;

/**
 * Two simulated species with all kinds of types in every row: 7 that both have, a private one and a
 * sibling in the first species, a type of either that the other one has lost while relatives
 * remain, and two relatives that have both lost their counterpart.
 */
final class SimulatedEvidence {
  static final String NAME = "simulated";

  private static final List<String> IDS = List.of("aa", "bb");
  private static final SimulationParams.Types TYPES =
      new SimulationParams.Types(11, 1, 1, 0.9); // in lineages of three

  /** Type 4 loses its counterpart in aa, 1 in bb; 7 of aa and 6 of bb are left to each other. */
  private static final List<Stress> LOST =
      List.of(
          new Stress.WithoutTypes("aa", Set.of("type4", "type6")),
          new Stress.WithoutTypes("bb", Set.of("type1", "type7")));

  private SimulatedEvidence() {}

  /**
   * @param scratch a folder for the search tables
   */
  static EvidenceData of(EvidenceSize size, long seed, Path scratch, Workers workers) {
    SimulationParams params = SimulationParams.of(IDS, size.drawn(), seed).withTypes(TYPES);
    Simulation simulation = Simulation.of(params);
    return new EvidenceData(
        NAME,
        seed,
        LinkedSpeciesFiles.simulated(simulation, scratch, workers),
        TypeOrigin.of(simulation),
        size.chosen(rows(size.cells())),
        size.seeds());
  }

  private static List<EvidenceData.Row> rows(int cells) {
    return List.of(
        row(cells, EvidenceSize.FULL),
        row(cells, "counts of aa 10 %", new Stress.FewerCounts("aa", 0.1)),
        row(cells, EvidenceSize.FEW_LINKS, new Stress.FewerLinks(0.8)),
        row(cells, "50 % of links wrong", new Stress.WrongLinks(0.5)),
        row(cells, "counts of aa 5 %", new Stress.FewerCounts("aa", 0.05)),
        row(cells, "aa 200 cells", new Stress.FewerCells("aa", 200)),
        row(cells, "bb 100 cells", new Stress.FewerCells("bb", 100)),
        row(cells, "aa 80 % one type", new Stress.Imbalance("aa", Set.of("type0"), 0.8)),
        row(cells, "bb 80 % one type", new Stress.Imbalance("bb", Set.of("type0"), 0.8)),
        row(
            cells,
            "counts of aa 10 % and 50 % of links removed",
            new Stress.FewerCounts("aa", 0.1),
            new Stress.FewerLinks(0.5)),
        row(cells, EvidenceSize.NO_HOMOLOGY, new Stress.WrongLinks(1)));
  }

  /** Imbalance comes first, while there are cells enough of the other types. */
  private static EvidenceData.Row row(int cells, String name, Stress... stresses) {
    List<Stress> all = new ArrayList<>(LOST);
    for (Stress stress : stresses) {
      if (stress instanceof Stress.Imbalance) {
        all.add(stress);
      }
    }
    IDS.forEach(id -> all.add(new Stress.FewerCells(id, cells)));
    for (Stress stress : stresses) {
      if (!(stress instanceof Stress.Imbalance)) {
        all.add(stress);
      }
    }
    return new EvidenceData.Row(name, all);
  }
}
