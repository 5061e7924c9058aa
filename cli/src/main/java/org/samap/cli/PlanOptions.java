package org.samap.cli;

/**
 * What {@code samap plan} was asked to do.
 *
 * @param run what is foretold
 */
record PlanOptions(RunOptions run) implements JobOptions {}
