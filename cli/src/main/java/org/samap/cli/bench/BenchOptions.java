package org.samap.cli.bench;

import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;

/**
 * What {@code samap bench} was asked to do.
 *
 * @param sweep the sizes to measure
 * @param fit measure nothing, but fit the prediction to what was measured
 */
record BenchOptions(SweepParams sweep, boolean fit) implements JobOptions {
  @Override
  public void run(JobContext context) {
    BenchJob.run(this, context);
  }
}
