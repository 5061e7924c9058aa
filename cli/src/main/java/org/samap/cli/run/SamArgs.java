package org.samap.cli.run;

import org.samap.cli.options.Check;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.SpeciesParams;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.WeightMode;
import picocli.CommandLine.Option;

/** The analysis of each species by itself. */
final class SamArgs {
  static final double RESOLUTION = 3.0;

  @Option(
      names = "--sam-npcs",
      paramLabel = "N",
      defaultValue = "100",
      description = "Principal components (default: ${DEFAULT-VALUE}).")
  int npcs;

  @Option(
      names = "--k",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Nearest cells of a cell, itself included, at least 5 (default: ${DEFAULT-VALUE}).")
  int k;

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Genes of the principal components (default: ${DEFAULT-VALUE}).")
  int nGenes;

  @Option(
      names = "--weight-mode",
      paramLabel = "MODE",
      defaultValue = "rms",
      description =
          "How genes are weighted: rms, dispersion, variance or combined (default:"
              + " ${DEFAULT-VALUE}).")
  WeightMode weightMode = WeightMode.RMS;

  @Option(
      names = "--npcs",
      paramLabel = "N",
      defaultValue = "300",
      description = "Components of each species that the mapping uses (default: ${DEFAULT-VALUE}).")
  int loadings;

  @Option(
      names = "--neighbors",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "How nearest cells are found: exact, clustered or hnsw (approximate), or auto, which"
              + " chooses by the number of cells (default: ${DEFAULT-VALUE}).")
  SearchMethod search = SearchMethod.AUTO;

  @Option(
      names = "--redo-sam",
      description = "Analyse a species anew even if its file holds a finished result.")
  boolean redo;

  /** The analysis of a species, with seed 0. */
  SpeciesParams toParams() {
    Check.atLeast("--k", k, 5);
    Check.atLeast("--sam-npcs", npcs, 1);
    Check.atLeast("--n-genes", nGenes, 1);
    SamParams sam =
        SamParams.defaults()
            .withK(k)
            .withPca(p -> p.withNpcs(npcs).withNGenes(nGenes))
            .withWeights(
                new SamParams.Weights(weightMode, SamParams.defaults().weights().numNormAvg()))
            .withSearch(s -> s.withMethod(search));
    return new SpeciesParams(
        PreprocessParams.defaults(), sam, LeidenParams.defaults(), loadings, redo);
  }

  static double resolution(String text) {
    return Check.positive("--resolution", Check.number("--resolution", text));
  }
}
