package org.samap.cli.options;

/** Runs the jobs that commands ask for. */
@FunctionalInterface
public interface Jobs {
  void run(Job job, JobContext context);
}
