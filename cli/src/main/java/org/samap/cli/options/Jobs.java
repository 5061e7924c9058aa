package org.samap.cli.options;

/** Runs the jobs that commands ask for. */
@FunctionalInterface
public interface Jobs {
  void run(JobOptions options, JobContext context);
}
