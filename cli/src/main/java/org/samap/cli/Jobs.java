package org.samap.cli;

/** The work behind the commands. */
@FunctionalInterface
interface Jobs {

  /**
   * Does what was asked for.
   *
   * @throws org.samap.core.run.InputException if the user can mend it; anything else that is thrown
   *     is reported as a bug
   */
  void run(JobOptions options, Session session);
}
