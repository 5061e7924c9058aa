package org.samap.cli.options;

/** A command that does its work itself: its fields are the only list of its options. */
public interface Job extends JobCommand, JobOptions {
  /**
   * Checks the options, as far as can be done before any long work.
   *
   * @throws org.samap.core.run.InputException if they cannot be used
   */
  void check();

  @Override
  default Job call() {
    check();
    return this;
  }
}
