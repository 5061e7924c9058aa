package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.pipeline.LinkedSpeciesFiles;
import org.samap.core.run.Workers;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;
import org.samap.core.simulate.Stress;
import org.samap.core.simulate.TypeOrigin;
import org.samap.core.simulate.TypeTruth;

class BaselineTest {
  private static final Simulation SIMULATION =
      Simulation.of(SimulationParams.of(List.of("aa", "bb"), 150, 3).withFamilies(800));

  private final LinkedSpecies data;

  BaselineTest(@TempDir Path folder) {
    try (Workers workers = Workers.of(1)) {
      data = LinkedSpeciesFiles.simulated(SIMULATION, folder, workers);
    }
  }

  @Test
  void findsTypesByOneToOneGenes() {
    List<JudgedMatch> matches = matches(data);
    List<JudgedMatch> shared = RobustnessTable.where(matches, JudgedMatch::shared);
    assertThat(shared).hasSize(16);
    assertThat(RobustnessTable.where(shared, JudgedMatch::right)).hasSizeGreaterThanOrEqualTo(12);
    assertThat(matches).allMatch(m -> m.confidence().isEmpty() && m.matched());
  }

  @Test
  void givesEveryCellItsEdgesToTheOtherSpecies() {
    MethodResult result = result(data);
    for (int c = 0; c < 300; c++) {
      assertThat(result.edges().rowLength(c)).isEqualTo(result.crossK());
      assertThat(result.edges().index(result.edges().offset(c)) < 150).isEqualTo(c >= 150);
    }
  }

  @Test
  void findsNothingWithoutLinks() {
    MethodResult result = result(new Stress.FewerLinks(1).on(data, 0));
    assertThat(result.edges().entries()).isZero();
  }

  private static MethodResult result(LinkedSpecies of) {
    try (Workers workers = Workers.of(1)) {
      return Baseline.of(of, workers);
    }
  }

  private List<JudgedMatch> matches(LinkedSpecies of) {
    return JudgedMatch.of(
        new StressedCase(
            "made-up", "full", 0, of, TypeTruth.of(TypeOrigin.of(SIMULATION), data, of, 1)),
        result(of));
  }
}
