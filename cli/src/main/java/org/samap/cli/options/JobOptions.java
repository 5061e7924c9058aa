package org.samap.cli.options;

/**
 * What a command was asked to do, complete and valid as far as can be known without opening a file.
 */
public interface JobOptions {
  /**
   * Does it.
   *
   * @throws org.samap.core.run.InputException if the user can put it right; anything else thrown is
   *     reported as a bug
   */
  void run(JobContext context);
}
