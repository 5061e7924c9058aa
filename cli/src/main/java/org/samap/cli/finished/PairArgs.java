package org.samap.cli.finished;

import org.samap.core.analysis.genes.GenePairs;
import picocli.CommandLine.Option;

/** Which genes are taken to join two cell types. */
public final class PairArgs {
  @Option(
      names = "--align-threshold",
      paramLabel = "SCORE",
      defaultValue = "0.1",
      description =
          "Cell types with at least this mapping score, from 0 to 1, are a pair (default:"
              + " ${DEFAULT-VALUE}).")
  double alignThreshold;

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Look at this many gene pairs of the largest values for each pair of cell types"
              + " (default: ${DEFAULT-VALUE}).")
  int nGenes;

  @Option(
      names = "--w",
      paramLabel = "WEIGHT",
      defaultValue = "0.2",
      description = "Leave out genes of a lower SAM weight (default: ${DEFAULT-VALUE}).")
  double minWeight;

  @Option(
      names = "--fraction",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description =
          "Leave out genes that at most this share of a type's cells express above the average of"
              + " their species (default: ${DEFAULT-VALUE}).")
  double minFraction;

  @Option(
      names = "--p",
      paramLabel = "P",
      defaultValue = "0.01",
      description =
          "Keep pairs of genes that mark both cell types with p values below this (default:"
              + " ${DEFAULT-VALUE}).")
  double maxP;

  public GenePairs.Params toParams() {
    return new GenePairs.Params(minWeight, minFraction, nGenes, maxP, alignThreshold);
  }
}
