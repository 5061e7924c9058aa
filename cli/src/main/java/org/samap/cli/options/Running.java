package org.samap.cli.options;

import picocli.CommandLine.Option;

/** The options that every job has. */
public final class Running {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads (default: one per processor). Results do not depend on it.")
  public int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Print warnings and errors only.")
  public boolean quiet;

  @Option(names = "--debug", description = "Print the stack trace of an error.")
  public boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;
}
