package org.samap.cli.options;

import java.util.concurrent.Callable;
import org.samap.core.run.InputException;

/**
 * A command and its work. Its fields are the only list of its options. {@link org.samap.cli.Cli}
 * calls {@link #call}, which checks them, and then {@link #run}.
 */
public interface Job extends Callable<Job> {
  /**
   * Checks the options, as far as possible before any long work.
   *
   * @throws InputException if they cannot be used
   */
  void check();

  /**
   * Does the work, once the options are checked.
   *
   * @throws InputException if the user can put it right; anything else thrown is reported as a bug
   */
  void run(JobContext context);

  @Override
  default Job call() {
    check();
    return this;
  }
}
