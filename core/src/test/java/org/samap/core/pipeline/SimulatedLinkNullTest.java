package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.KolmogorovSmirnov;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.mapping.MappingInput;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.LinkedSpecies;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;
import org.samap.core.simulate.Stress;

/** What permuted links say of simulated species whose links were made poorer. */
@Tag("slow")
class SimulatedLinkNullTest {
  private static final List<String> IDS = List.of("aa", "bb");

  @TempDir private static Path folder;

  private record Judged(List<String> shared, LinkNull links) {
    long found() {
      return shared.stream()
          .filter(
              type ->
                  links.pairs().stream()
                      .anyMatch(
                          pair ->
                              pair.a().equals(new Node("aa", type))
                                  && pair.b().equals(new Node("bb", type))
                                  && pair.q() < 0.05))
          .count();
    }

    long all() {
      return links.pairs().stream().filter(pair -> pair.q() < 0.05).count();
    }
  }

  private static Judged judge(Stress stress, int seed) {
    try (Workers workers = Workers.ofAllProcessors()) {
      Simulation simulation = Simulation.of(SimulationParams.of(IDS, 600, seed));
      Path here = folder.resolve(stress.getClass().getSimpleName() + seed);
      LinkedSpecies data =
          stress.on(LinkedSpeciesFiles.simulated(simulation, here.resolve("maps"), workers), seed);
      LinkedSpeciesFiles.Written files =
          LinkedSpeciesFiles.write(data, here.resolve("data"), workers);
      RunParams params = RunParams.defaults().withUmap(false);
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              files.species(),
              files.homology(),
              params,
              new MappingJob.Listener() {},
              workers,
              Progress.silent())) {
        CellLabels labels =
            CellLabels.of(IDS, outcome.species().stream().map(PreparedSpecies::labels).toList());
        MappingInput input =
            new MappingInput(
                outcome.species().stream().map(PreparedSpecies::mapped).toList(),
                outcome.mapping().links(),
                params.mapping());
        Session session = new Session(CpuEngine.on(workers), Progress.silent());
        List<String> shared =
            simulation.species().getFirst().types().stream()
                .filter(type -> type.kind() == CellType.Kind.SHARED)
                .map(CellType::name)
                .toList();
        return new Judged(
            shared,
            LinkNull.of(input, outcome.scores(), labels, LinkNull.Params.defaults(), session));
      }
    }
  }

  @Test
  void randomLinksGiveUniformP() {
    for (int seed = 0; seed < 5; seed++) {
      Judged judged = judge(new Stress.WrongLinks(1), seed);
      double[] p = judged.links().pairs().stream().mapToDouble(LinkNull.Pair::p).toArray();
      assertThat(p).hasSize(80);
      assertThat(KolmogorovSmirnov.p(p)).as("seed %d", seed).isGreaterThan(0.01);
      assertThat(judged.all()).as("seed %d", seed).isZero();
      assertThat(judged.links().repetitions()).isLessThan(20);
    }
  }

  @Test
  void sharedTypesSurviveTheLossOfHalfOfTheirLinks() {
    assertThat(found(0.5)).isEqualTo(1);
  }

  /** By then the mapping itself gives some types another partner than the planted one. */
  @Test
  void mostSharedTypesSurviveTheLossOfFourFifthsOfTheirLinks() {
    assertThat(found(0.8)).isGreaterThan(0.6);
  }

  /** The share of planted pairs that are significant after the loss of some links. */
  private static double found(double lost) {
    long all = 0;
    long found = 0;
    for (int seed = 0; seed < 3; seed++) {
      Judged judged = judge(new Stress.FewerLinks(lost), seed);
      all += judged.shared().size();
      found += judged.found();
      assertThat(judged.all() - judged.found()).isLessThanOrEqualTo(2);
    }
    assertThat(all).isEqualTo(24);
    return (double) found / all;
  }
}
