package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.SimulatedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** Simulated species, of which the truth is known, over many seeds. */
@Tag("slow")
class SimulatedMappingTest {
  private static final List<String> IDS = List.of("aa", "bb");
  private static final int SEEDS = 20;

  @TempDir private Path folder;

  @Test
  void sharedTypesFindEachOtherAndPrivateTypesStayAlone() {
    int right = 0;
    int rightAtFirst = 0;
    try (Workers workers = Workers.ofAllProcessors()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        SimulatedRun run =
            SimulatedRun.of(
                SimulationParams.of(IDS, 600, seed),
                RunParams.defaults(),
                folder.resolve("seed" + seed),
                workers);
        MappingScores first = MappingScores.of(run.graphs().getFirst(), run.labels(), 20, 0);
        right += findsAllShared(run.simulation(), run.scores()) ? 1 : 0;
        rightAtFirst += findsAllShared(run.simulation(), first) ? 1 : 0;
        assertThat(bestOfPrivateTypes(run.simulation(), run.scores()))
            .as("seed %d", seed)
            .isLessThan(0.3);
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(SEEDS - 1);
    assertThat(rightAtFirst).as("one iteration is not enough").isLessThan(right);
  }

  private static boolean findsAllShared(Simulation simulation, MappingScores scores) {
    boolean all = true;
    for (SimulatedSpecies s : simulation.species()) {
      String other = s.id().equals("aa") ? "bb_" : "aa_";
      for (CellType type : s.types()) {
        if (type.kind() == CellType.Kind.SHARED) {
          all &= best(scores, s.id() + "_" + type.name()).equals(other + type.name());
        }
      }
    }
    return all;
  }

  private static String best(MappingScores scores, String node) {
    return scores.ranking().stream()
        .filter(p -> p.node().name().equals(node))
        .findFirst()
        .map(p -> p.partner().name())
        .orElse("");
  }

  private static double bestOfPrivateTypes(Simulation simulation, MappingScores scores) {
    List<String> privates =
        simulation.species().stream()
            .flatMap(
                s ->
                    s.types().stream()
                        .filter(t -> t.kind() == CellType.Kind.PRIVATE)
                        .map(t -> s.id() + "_" + t.name()))
            .toList();
    assertThat(privates).isNotEmpty();
    return scores.ranking().stream()
        .filter(p -> privates.contains(p.node().name()))
        .mapToDouble(MappingScores.Partner::score)
        .max()
        .orElse(0);
  }
}
