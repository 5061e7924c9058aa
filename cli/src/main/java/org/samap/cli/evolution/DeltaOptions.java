package org.samap.cli.evolution;

import java.nio.file.Path;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.evolution.HomologyDelta;

/**
 * What {@code samap delta} was asked to do.
 *
 * @param run the folder of a finished run
 * @param params the window
 * @param out the file of the table
 */
record DeltaOptions(Path run, HomologyDelta.Params params, Path out) implements JobOptions {
  @Override
  public void run(JobContext context) {
    EvolutionJobs.delta(this, context);
  }
}
