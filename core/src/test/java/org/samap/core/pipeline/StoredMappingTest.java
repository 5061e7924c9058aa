package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.RepeatedMapping;
import org.samap.core.mapping.SearchSpace;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** What is read back from a finished run maps as the run did. */
class StoredMappingTest {
  private static final List<String> IDS = List.of("aa", "bb", "cc");

  @TempDir private static Path temporary;
  private static Workers workers;

  @BeforeAll
  static void simulate() {
    workers = Workers.of(2);
    try (OutputFolder files = OutputFolder.prepare(temporary.resolve("data"))) {
      Simulation simulation = Simulation.of(SimulationParams.of(IDS, 120, 3));
      SimulationFolder.write(simulation, files, workers, Progress.silent());
      files.commit();
    }
  }

  @AfterAll
  static void close() {
    workers.close();
  }

  private static SpeciesInput species(String id) {
    return SpeciesInput.of(id, temporary.resolve("data/" + id + ".h5ad"));
  }

  private static Path map(String name, List<SpeciesInput> species, MappingParams mapping) {
    RunParams params =
        RunParams.defaults().withUmap(false).withExpression(false).withMapping(mapping);
    Path folder = temporary.resolve(name);
    try (OutputFolder results = OutputFolder.prepare(folder)) {
      RunFolder files = RunFolder.in(results, params, workers, Progress.silent());
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              species, temporary.resolve("data/maps"), params, files, workers, Progress.silent())) {
        files.write(outcome);
      }
      results.commit();
    }
    return folder;
  }

  /** The edges of the run in a folder, and the two that its own links give, one after the other. */
  private static void assertThatItMapsAgain(Path folder, MappingParams params) {
    try (FinishedRun run = FinishedRun.open(folder);
        ExpressionStore store = ExpressionStore.heap()) {
      Session session = new Session(CpuEngine.on(workers), Progress.silent());
      MappingInput input = StoredMapping.of(run, params, store, workers, session);
      RepeatedMapping mapping = RepeatedMapping.of(input, session);
      SparseMatrix links = input.links().weights();
      SparseMatrix edges = mapping.toEach(links, Progress.Silent.INSTANCE);
      assertThat(edges).isEqualTo(run.crossEdges(run.iterations()));
      SparseMatrix fewer = links.filter((a, b, weight) -> (a + b) % 2 == 0);
      assertThat(fewer.entries()).isPositive();
      assertThat(mapping.toEach(fewer, Progress.Silent.INSTANCE)).isNotEqualTo(edges);
      assertThat(mapping.toEach(links, Progress.Silent.INSTANCE)).isEqualTo(edges);
    }
  }

  @Test
  void mapsTwoSpeciesAgain() {
    List<SpeciesInput> species =
        List.of(
            species("aa"),
            species("bb").withClusters(new LabelSource.Column(SimulationFolder.TYPE_COLUMN)));
    Path folder = map("two", species, MappingParams.defaults());
    assertThatItMapsAgain(folder, MappingParams.defaults());
  }

  @Test
  void mapsSpeciesAgainAllToAllWithJointWeights() {
    MappingParams params =
        MappingParams.defaults()
            .withRounds(new MappingParams.Rounds(2, true))
            .withEdges(new MappingParams.Edges(false, true));
    Path folder = map("three", IDS.stream().map(StoredMappingTest::species).toList(), params);
    assertThatItMapsAgain(folder, params);
  }

  @Test
  void mapsSpeciesAgainInTheSpacesOfPairs() {
    MappingParams params =
        MappingParams.defaults()
            .withSearch(s -> new MappingParams.Search(10, SearchSpace.PAIR, s.method(), s.seed()));
    Path folder = map("pair", IDS.stream().map(StoredMappingTest::species).toList(), params);
    assertThatItMapsAgain(folder, params);
  }

  @Test
  void refusesARunWithoutTheFileOfASpecies() throws IOException {
    Path folder =
        map(
            "gone",
            List.of(species("aa"), species("bb")),
            MappingParams.defaults().withRounds(new MappingParams.Rounds(1, false)));
    Files.delete(folder.resolve("bb.h5ad"));
    assertThatThrownBy(() -> assertThatItMapsAgain(folder, MappingParams.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("bb.h5ad");
  }
}
