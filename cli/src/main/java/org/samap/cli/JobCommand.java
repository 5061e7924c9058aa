package org.samap.cli;

import java.util.concurrent.Callable;

/** A command that asks for a job, which {@link Cli} then runs. */
interface JobCommand extends Callable<JobOptions> {

  /**
   * What is asked for.
   *
   * @throws org.samap.core.run.InputException if it cannot be done
   */
  @Override
  JobOptions call();
}
