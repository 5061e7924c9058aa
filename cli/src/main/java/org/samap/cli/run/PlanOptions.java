package org.samap.cli.run;

import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap plan} was asked to do.
 *
 * @param run what is foretold
 */
record PlanOptions(RunOptions run) implements JobOptions {
  @Override
  public void run(JobContext context) {
    RunJob.plan(run, context);
  }
}
