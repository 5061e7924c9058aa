package org.samap.cli;

import java.nio.file.Path;
import org.samap.core.io.OutputFolder;
import org.samap.core.pipeline.SimulationFolder;
import org.samap.core.simulate.Simulation;
import org.samap.core.simulate.SimulationParams;

/** The work behind {@code samap simulate}. */
final class SimulateJob {
  private SimulateJob() {}

  static void run(SimulateOptions options, Session session) {
    simulate(options.params(), options.out(), session);
    session.progress().info("Simulated species are in " + options.out());
  }

  /** Writes simulated species into a folder. */
  static void simulate(SimulationParams params, Path out, Session session) {
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      SimulationFolder.write(Simulation.of(params), folder, session.workers(), session.progress());
      folder.commit();
    }
  }
}
