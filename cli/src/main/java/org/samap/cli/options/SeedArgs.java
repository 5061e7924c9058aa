package org.samap.cli.options;

import picocli.CommandLine.Option;

/** The seed of the random choices. */
public final class SeedArgs {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the random choices (default: ${DEFAULT-VALUE}).")
  public long seed;
}
