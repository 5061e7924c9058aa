package org.samap.cli.run;

import org.samap.cli.options.Check;
import picocli.CommandLine.Option;

/** The number of simulated cells. */
final class CellCountArgs {
  private static final int LEAST = 50;

  @Option(
      names = "--cells",
      paramLabel = "N",
      description = "Number of cells of each species, at least 50 (default: ${DEFAULT-VALUE}).")
  private int cells = 600;

  int count() {
    return Check.atLeast("--cells", cells, LEAST);
  }
}
