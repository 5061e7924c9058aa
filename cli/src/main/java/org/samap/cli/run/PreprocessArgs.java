package org.samap.cli.run;

import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SumNorm;
import org.samap.core.sam.Transform;
import picocli.CommandLine.Option;

/** Options of preprocessing. */
final class PreprocessArgs {
  private static final PreprocessParams DEFAULTS = PreprocessParams.defaults();

  @Option(
      names = "--sum-norm",
      paramLabel = "TOTAL",
      description =
          "Total to which counts are scaled: cell_median or a number for every cell, gene_median"
              + " for every gene, or none (default: ${DEFAULT-VALUE}).")
  private SumNorm sumNorm = DEFAULTS.sumNorm();

  @Option(
      names = "--norm",
      paramLabel = "HOW",
      description =
          "How normalised counts x are transformed: log (log2(x + 1)), ftt (Freeman-Tukey), asin"
              + " (inverse hyperbolic sine), multinomial (Pearson residuals), tfidf (of peaks:"
              + " log(TF x IDF x 10000 + 1), whatever the other options of this section say but"
              + " --thresh-low and --thresh-high) or none (default: ${DEFAULT-VALUE}).")
  private Transform transform = DEFAULTS.transform();

  @Option(
      names = "--div",
      paramLabel = "D",
      description =
          "Divide normalised counts by this before the transformation (default: ${DEFAULT-VALUE}).")
  private double div = DEFAULTS.div();

  @Option(
      names = "--thresh-low",
      paramLabel = "SHARE",
      description =
          "Drop genes found in at most this share of the cells (default: ${DEFAULT-VALUE}).")
  private double threshLow = DEFAULTS.thresholds().low();

  @Option(
      names = "--thresh-high",
      paramLabel = "SHARE",
      description =
          "Drop genes found in more than this share of the cells (default: ${DEFAULT-VALUE}).")
  private double threshHigh = DEFAULTS.thresholds().high();

  @Option(
      names = "--min-expression",
      paramLabel = "X",
      description = "Set transformed values of at most this to 0 (default: ${DEFAULT-VALUE}).")
  private double minExpression = DEFAULTS.minExpression();

  PreprocessParams toParams() {
    return new PreprocessParams(
        sumNorm,
        transform,
        div,
        new PreprocessParams.Thresholds(threshLow, threshHigh),
        minExpression);
  }
}
