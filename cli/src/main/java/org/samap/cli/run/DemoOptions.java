package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap demo} was asked to do.
 *
 * @param cells of each simulated species
 * @param seed of everything random
 * @param out the folder of the files, which may not exist yet
 */
public record DemoOptions(int cells, long seed, Path out) implements JobOptions {
  @Override
  public void run(JobContext context) {
    DemoJob.run(this, context);
  }
}
