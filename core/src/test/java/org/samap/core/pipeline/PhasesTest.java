package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.homology.tables.BlastTables;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.plan.RunPlan;
import org.samap.core.pipeline.plan.Schedule;
import org.samap.core.run.Counted;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** What a run tells of its phases. */
class PhasesTest {
  private static final List<String> IDS = List.of("aa", "bb");

  @TempDir private static Path folder;
  private static List<SpeciesInput> inputs;
  private static final RunParams PARAMS = RunParams.defaults();
  private static final Counted COUNTED = new Counted();

  @BeforeAll
  static void run() {
    Path data = folder.resolve("data");
    inputs = IDS.stream().map(id -> SpeciesInput.of(id, data.resolve(id + ".h5ad"))).toList();
    try (Workers workers = Workers.of(2)) {
      try (OutputFolder files = OutputFolder.prepare(data)) {
        Simulation simulation = Simulation.of(SimulationParams.of(IDS, 300, 1));
        SimulationFolder.write(simulation, files, workers, Progress.silent());
        files.commit();
      }
      try (OutputFolder results = OutputFolder.prepare(folder.resolve("run"))) {
        RunFolder files = RunFolder.in(results, PARAMS, workers, COUNTED);
        try (MappingJob.Outcome outcome =
            MappingJob.run(inputs, data.resolve("maps"), PARAMS, files, workers, COUNTED)) {
          files.write(outcome);
        }
      }
    }
  }

  @Test
  void aPhaseEndsWithAllItsSteps() {
    assertThat(COUNTED.phases())
        .hasSizeGreaterThan(10)
        .allSatisfy(phase -> assertThat(phase.done()).as("%s", phase).isEqualTo(phase.total()));
  }

  @Test
  void noPhaseCountsOneOfOne() {
    assertThat(COUNTED.phases())
        .filteredOn(phase -> !phase.name().endsWith(": read")) // files of a single slice
        .hasSizeGreaterThan(10)
        .allSatisfy(phase -> assertThat(phase.told()).as("%s", phase).isGreaterThan(1));
  }

  @Test
  void everyPhaseIsPlannedByItsName() {
    Path maps = folder.resolve("data/maps");
    List<Path> tables = BlastTables.in(maps).files(IDS);
    RunPlan plan = RunPlan.of(CheckedSpecies.of(inputs, PARAMS), tables, PARAMS, 2);
    assertThat(Schedule.of(plan, PARAMS.mapping().rounds().iterations()).keySet())
        .containsExactlyInAnyOrderElementsOf(
            COUNTED.phases().stream().map(Counted.Count::name).toList());
  }
}
