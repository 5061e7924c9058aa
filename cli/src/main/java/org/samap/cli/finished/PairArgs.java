package org.samap.cli.finished;

import org.samap.core.analysis.genes.GenePairs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for finding the gene pairs that link two cell types. */
public final class PairArgs {
  private static final GenePairs.Params DEFAULTS = GenePairs.Params.defaults();

  @Mixin private AlignArgs types = new AlignArgs();

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      description =
          "Consider the N gene pairs with the largest values for each pair of cell types (default:"
              + " ${DEFAULT-VALUE}).")
  private int nGenes = DEFAULTS.nGenes();

  @Option(
      names = "--w",
      paramLabel = "WEIGHT",
      description = "Leave out genes with a SAM weight below this (default: ${DEFAULT-VALUE}).")
  private double minWeight = DEFAULTS.minWeight();

  @Option(
      names = "--fraction",
      paramLabel = "SHARE",
      description =
          "Leave out genes that at most this share of a type's cells express above the mean of"
              + " their species (default: ${DEFAULT-VALUE}).")
  private double minFraction = DEFAULTS.minFraction();

  @Option(
      names = "--p",
      paramLabel = "P",
      description =
          "Keep gene pairs that mark both cell types with p values below this (default:"
              + " ${DEFAULT-VALUE}).")
  private double maxP = DEFAULTS.maxP();

  public GenePairs.Params toParams() {
    return new GenePairs.Params(
        minWeight, minFraction, nGenes, maxP, types.toParams().alignThreshold());
  }
}
