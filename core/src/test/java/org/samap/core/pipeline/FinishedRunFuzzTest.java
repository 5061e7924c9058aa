package org.samap.core.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** The folder of a run with a damaged file is read, or refused in one line. */
class FinishedRunFuzzTest {
  @TempDir private static Path made;
  private static Specimen run = Specimen.of("run", "");

  @TempDir Path folder;

  @BeforeAll
  static void map() {
    SimulationParams params = SimulationParams.of(List.of("aa", "bb"), 40, 1).withGenes(80);
    try (Workers workers = Workers.of(1)) {
      LeftAloneRun.map(Simulation.of(params), Map.of(), made, workers);
    }
    run =
        Specimen.of(made.resolve("run"))
            .damagedIn("samap.h5ad", "aa.h5ad", "bb.h5ad", "iterations/1.h5ad", "samap.h5ad");
  }

  @Test
  void readsOrRefusesDamagedRuns() throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, List.of(run), FinishedRunFuzzTest::read);
  }

  @Test
  @Tag("slow")
  void readsOrRefusesManyDamagedRuns() throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, List.of(run), FinishedRunFuzzTest::read);
  }

  private static void read(Path folder) {
    RunFiles.outdated(folder, RunFiles.readIn(folder));
    LabelSource types = new LabelSource.Column(SimulationFolder.TYPE_COLUMN);
    try (Workers workers = Workers.of(1);
        FinishedRun run = FinishedRun.open(folder)) {
      for (int s = 0; s < run.ids().size(); s++) {
        run.projection(s);
        run.expression(s, ExpressionStore.heap(), workers);
      }
      for (int iteration = 1; iteration <= run.iterations(); iteration++) {
        run.crossEdges(iteration);
      }
      run.refinedHomology();
      run.score(Map.of(), 0, Progress.silent());
      run.score(Map.of("aa", types), 1, Progress.silent());
    }
  }
}
