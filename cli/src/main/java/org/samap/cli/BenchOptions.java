package org.samap.cli;

import org.samap.cli.bench.SweepParams;

/**
 * What {@code samap bench} was asked to do.
 *
 * @param sweep the sizes to measure
 * @param fit measure nothing, but fit the prediction to what was measured
 */
record BenchOptions(SweepParams sweep, boolean fit) implements JobOptions {}
