package org.samap.cli.run;

import org.samap.core.sam.PreprocessParams;
import org.samap.core.sam.SumNorm;
import org.samap.core.sam.Transform;
import picocli.CommandLine.Option;

/** How counts become expression. */
final class PreprocessArgs {
  private static final PreprocessParams DEFAULTS = PreprocessParams.defaults();

  @Option(
      names = "--sum-norm",
      paramLabel = "TOTAL",
      description =
          "What totals are made equal: cell_median, gene_median, none, or a number that every"
              + " cell's total becomes (default: ${DEFAULT-VALUE}).")
  private SumNorm sumNorm = DEFAULTS.sumNorm();

  @Option(
      names = "--norm",
      paramLabel = "HOW",
      description =
          "How normalised counts are transformed: log (base 2, of 1 more), ftt (Freeman-Tukey),"
              + " asin (hyperbolic), multinomial (Pearson residuals) or none (default:"
              + " ${DEFAULT-VALUE}).")
  private Transform transform = DEFAULTS.transform();

  @Option(
      names = "--div",
      paramLabel = "D",
      description = "Divide by this before that (default: ${DEFAULT-VALUE}).")
  private double div = DEFAULTS.div();

  @Option(
      names = "--thresh-low",
      paramLabel = "SHARE",
      description =
          "Drop genes seen in at most this share of the cells (default: ${DEFAULT-VALUE}).")
  private double threshLow = DEFAULTS.thresholds().low();

  @Option(
      names = "--thresh-high",
      paramLabel = "SHARE",
      description =
          "Drop genes seen in more than this share of the cells (default: ${DEFAULT-VALUE}).")
  private double threshHigh = DEFAULTS.thresholds().high();

  @Option(
      names = "--min-expression",
      paramLabel = "X",
      description = "Transformed values up to this become 0 (default: ${DEFAULT-VALUE}).")
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
