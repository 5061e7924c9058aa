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

/** Options of SAM, the analysis of each species by itself. */
final class SamArgs {
  private static final SpeciesParams DEFAULTS = SpeciesParams.defaults();
  private static final SamParams.Pca PCA = DEFAULTS.sam().pca();
  private static final SamParams.Weights WEIGHTS = DEFAULTS.sam().weights();
  private static final SamParams.Stopping STOPPING = DEFAULTS.sam().stopping();
  private static final NeighborSearch SEARCH = DEFAULTS.sam().search();

  /** The command line refuses smaller values; the library would use this one instead. */
  private static final int LEAST_K = 5;

  private static final int LEAST_ITERATIONS = 5;

  @Option(
      names = "--n-genes",
      paramLabel = "N",
      description =
          "Number of genes in the principal component analysis (default: ${DEFAULT-VALUE}).")
  private int nGenes = PCA.nGenes();

  @Option(
      names = "--scaling",
      paramLabel = "HOW",
      description =
          "How these genes are scaled before it: standard_scaler (mean 0, variance 1), normalizer"
              + " (each cell to length 1) or none (default: ${DEFAULT-VALUE}).")
  private Scaling scaling = PCA.scaling();

  @Option(
      names = "--sam-npcs",
      paramLabel = "N",
      description = "Number of principal components (default: ${DEFAULT-VALUE}).")
  private int npcs = PCA.npcs();

  @Option(
      names = "--weight-pcs",
      description = "Weight each component by the square root of its variance.")
  private boolean weightPcs;

  @Option(
      names = "--k",
      paramLabel = "N",
      description =
          "Number of nearest cells of a cell, itself included, at least 5 (default:"
              + " ${DEFAULT-VALUE}).")
  private int k = DEFAULTS.sam().k();

  @Option(
      names = "--distance",
      paramLabel = "METRIC",
      description =
          "Distance between cells: cosine, correlation or euclidean (default: ${DEFAULT-VALUE}).")
  private Metric distance = SEARCH.metric();

  @Option(
      names = "--neighbors",
      paramLabel = "HOW",
      description =
          "How nearest cells are found: exact, clustered or hnsw (both approximate), or auto, which"
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
          "Limit the dispersion of a gene to the mean of this many largest dispersions (default:"
              + " ${DEFAULT-VALUE}).")
  private int numNormAvg = WEIGHTS.numNormAvg();

  @Option(
      names = "--max-iter",
      paramLabel = "N",
      description =
          "Largest number of rounds of weighting genes, at least 5 (default: ${DEFAULT-VALUE}).")
  private int maxIter = STOPPING.maxIter();

  @Option(
      names = "--stopping",
      paramLabel = "CHANGE",
      description =
          "Stop when the weights change by no more than this, as root mean square (default:"
              + " ${DEFAULT-VALUE}).")
  private double stopping = STOPPING.change();

  @Option(
      names = "--npcs",
      paramLabel = "N",
      description =
          "Number of components of each species that the mapping uses (default: ${DEFAULT-VALUE}).")
  private int loadings = DEFAULTS.components();

  @Option(
      names = "--redo-sam",
      description = "Analyse a species again even if its file holds a finished analysis.")
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
