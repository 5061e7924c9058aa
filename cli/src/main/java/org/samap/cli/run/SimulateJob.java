package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.cli.options.JobContext;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** The work behind {@code samap simulate}. */
final class SimulateJob {
  private SimulateJob() {}

  static void run(SimulateOptions options, JobContext context) {
    simulate(options.params(), options.out(), context);
    context.progress().info("Simulated species are in " + options.out());
  }

  /** Writes simulated species into a folder. */
  static void simulate(SimulationParams params, Path out, JobContext context) {
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      SimulationFolder.write(Simulation.of(params), folder, context.workers(), context.progress());
      folder.commit();
    }
  }
}
