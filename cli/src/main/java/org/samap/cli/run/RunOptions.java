package org.samap.cli.run;

import java.nio.file.Path;
import java.util.List;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.SpeciesInput;

/**
 * What {@code samap run} was asked to do.
 *
 * @param species at least two, in the order given
 * @param maps the folder of the BLAST tables
 * @param params everything else that the results depend on
 * @param out the folder of the results, which may not exist yet
 * @param replace whether the results of another run that are there go
 */
public record RunOptions(
    List<SpeciesInput> species, Path maps, RunParams params, Path out, boolean replace)
    implements JobOptions {
  public RunOptions {
    species = List.copyOf(species);
  }

  @Override
  public void run(JobContext context) {
    RunJob.run(this, context);
  }
}
