package org.samap.cli.options;

import java.util.concurrent.Callable;
import org.samap.cli.Cli;

/** A command that asks for a job, which {@link Cli} then runs. */
public interface JobCommand extends Callable<JobOptions> {

  /**
   * What is asked for.
   *
   * @throws org.samap.core.run.InputException if it cannot be done
   */
  @Override
  JobOptions call();
}
