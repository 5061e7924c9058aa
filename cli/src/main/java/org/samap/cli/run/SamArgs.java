package org.samap.cli.run;

import org.samap.cli.options.Check;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.pipeline.SpeciesParams;
import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SamParams;
import org.samap.core.sam.Scaling;
import org.samap.core.sam.WeightMode;
import picocli.CommandLine.Option;

/** The analysis of each species by itself. */
final class SamArgs {
  private static final SpeciesParams DEFAULTS = SpeciesParams.defaults();
  private static final SamParams.Pca PCA = DEFAULTS.sam().pca();
  private static final SamParams.Weights WEIGHTS = DEFAULTS.sam().weights();
  private static final SamParams.Stopping STOPPING = DEFAULTS.sam().stopping();
  private static final NeighborSearch SEARCH = DEFAULTS.sam().search();

  /** What the command line refuses, although the library takes the least value in its place. */
  private static final int LEAST_K = 5;

  private static final int LEAST_ITERATIONS = 5;

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      description = "Genes of the principal components (default: ${DEFAULT-VALUE}).")
  private int nGenes = PCA.nGenes();

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      description =
          "What is done to these genes first: standard_scaler (mean 0, variance 1), normalizer"
              + " (cells of length 1) or none (default: ${DEFAULT-VALUE}).")
  private Scaling scaling = PCA.scaling();

  @Option(
      names = "--sam-npcs",
      paramLabel = "N",
      description = "Principal components (default: ${DEFAULT-VALUE}).")
  private int npcs = PCA.npcs();

  @Option(
      names = "--weight-pcs",
      description = "Let a component count by the square root of its variance.")
  private boolean weightPcs;

  @Option(
      names = "--k",
      paramLabel = "N",
      description =
          "Nearest cells of a cell, itself included, at least 5 (default: ${DEFAULT-VALUE}).")
  private int k = DEFAULTS.sam().k();

  @Option(
      names = "--distance",
      paramLabel = "METRIC",
      description =
          "What near means: cosine, correlation or euclidean (default: ${DEFAULT-VALUE}).")
  private Metric distance = SEARCH.metric();

  @Option(
      names = "--neighbors",
      paramLabel = "HOW",
      description =
          "How nearest cells are found: exact, clustered or hnsw (approximate), or auto, which"
              + " chooses by the number of cells (default: ${DEFAULT-VALUE}).")
  SearchMethod search = SEARCH.method();

  @Option(
      names = "--weight-mode",
      paramLabel = "MODE",
      description =
          "How genes are weighted: rms, dispersion, variance or combined (default:"
              + " ${DEFAULT-VALUE}).")
  private WeightMode weightMode = WEIGHTS.mode();

  @Option(
      names = "--num-norm-avg",
      paramLabel = "N",
      description =
          "No gene weighs more than the mean of this many largest dispersions allows (default:"
              + " ${DEFAULT-VALUE}).")
  private int numNormAvg = WEIGHTS.numNormAvg();

  @Option(
      names = "--max-iter",
      paramLabel = "N",
      description = "Rounds of weighing genes at most, at least 5 (default: ${DEFAULT-VALUE}).")
  private int maxIter = STOPPING.maxIter();

  @Option(
      names = "--stopping",
      paramLabel = "CHANGE",
      description =
          "Stop when the root mean square change of the weights is no larger (default:"
              + " ${DEFAULT-VALUE}).")
  private double stopping = STOPPING.change();

  @Option(
      names = "--npcs",
      paramLabel = "N",
      description = "Components of each species that the mapping uses (default: ${DEFAULT-VALUE}).")
  private int loadings = DEFAULTS.components();

  @Option(
      names = "--redo-sam",
      description = "Analyse a species anew even if its file holds a finished result.")
  private boolean redo;

  /** The analysis of a species, with seed 0. */
  SpeciesParams toParams(PreprocessParams preprocess) {
    SamParams sam =
        new SamParams(
            Check.atLeast("--k", k, LEAST_K),
            new SamParams.Pca(npcs, nGenes, scaling, weightPcs),
            new SamParams.Weights(weightMode, numNormAvg),
            new SamParams.Stopping(
                stopping, Check.atLeast("--max-iter", maxIter, LEAST_ITERATIONS)),
            new NeighborSearch(search, distance, 0));
    return new SpeciesParams(preprocess, sam, LeidenParams.defaults(), loadings, redo);
  }
}
