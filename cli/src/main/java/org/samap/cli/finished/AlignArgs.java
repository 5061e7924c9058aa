package org.samap.cli.finished;

import org.samap.core.analysis.genes.GenePairs;
import picocli.CommandLine.Option;

/** The option that says which cell types map to each other. */
public final class AlignArgs {
  @Option(
      names = "--align-threshold",
      paramLabel = "SCORE",
      description =
          "Lowest mapping score of a pair of cell types, from 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double alignThreshold = GenePairs.Params.defaults().alignThreshold();

  /** The usual parameters of gene pairs, with the given score. */
  public GenePairs.Params toParams() {
    return GenePairs.Params.defaults().withAlignThreshold(alignThreshold);
  }
}
