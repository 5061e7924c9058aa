package org.samap.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the raw counts of a file are. */
public final class LayerArgs {
  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "Where the raw counts are: X, raw or the name of a layer, as for 'samap run'.")
  public Optional<String> layer = Optional.empty();
}
