package org.samap.cli.evolution;

import java.nio.file.Path;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.analysis.evolution.ParalogSubstitutions;

/**
 * What {@code samap paralogs} was asked to do.
 *
 * @param run the folder of a finished run
 * @param orthologs where they come from
 * @param params what counts as a substitution
 * @param out the file of the table
 */
record ParalogsOptions(
    Path run, OrthologArgs.Choice orthologs, ParalogSubstitutions.Params params, Path out)
    implements JobOptions {
  @Override
  public void run(JobContext context) {
    EvolutionJobs.paralogs(this, context);
  }
}
