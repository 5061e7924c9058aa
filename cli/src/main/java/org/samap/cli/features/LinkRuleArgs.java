package org.samap.cli.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobContext;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.genome.GeneModels;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.peaks.CellGroups;
import org.samap.core.peaks.CoAccessibility;
import org.samap.core.peaks.LinkRule;
import org.samap.core.peaks.PeakCounts;
import org.samap.core.peaks.PeakLinker;
import org.samap.core.peaks.Peaks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which genes a peak is linked to. */
final class LinkRuleArgs {
  private static final String COACCESS = "coaccess";
  private static final List<String> RULES = List.of("body", "exponential", "power", COACCESS);
  private static final double EXPONENT = 1.024;
  private static final int NEAR = 5_000;

  @Option(
      names = "--gtf",
      paramLabel = "FILE",
      description = "The genes of the same genome assembly (GTF, may be .gz).")
  private Optional<Path> gtf = Optional.empty();

  @Option(
      names = "--how",
      paramLabel = "RULE",
      description =
          "The weight of a link: body (1 for a peak on the gene or its promoter), or falling with"
              + " the distance d from the start of the gene: exponential (2^(-d/decay)) or power"
              + " ((d/5000)^-1.024, 1 below 5,000 bases); or coaccess, the correlation with the"
              + " peaks at the promoter of the gene (default: ${DEFAULT-VALUE}).")
  private String how = RULES.getFirst();

  @Option(
      names = "--upstream",
      paramLabel = "BASES",
      description =
          "Length of the promoter before a gene, for body and coaccess (default:"
              + " ${DEFAULT-VALUE}).")
  private int upstream = 2_000;

  @Option(
      names = "--downstream",
      paramLabel = "BASES",
      description = "Bases after a gene that count too, for body (default: ${DEFAULT-VALUE}).")
  private int downstream = 0;

  @Option(
      names = "--decay",
      paramLabel = "BASES",
      description = "Distance at which exponential is a half (default: ${DEFAULT-VALUE}).")
  private int decay = 10_000;

  @Option(
      names = "--window",
      paramLabel = "BASES",
      description = "Largest distance of a link, for all but body (default: ${DEFAULT-VALUE}).")
  private int window = 150_000;

  @Option(
      names = "--groups",
      paramLabel = "COLUMN",
      description =
          "For coaccess: correlate over groups of cells, by this column of obs, and not over single"
              + " cells.")
  private Optional<String> groups = Optional.empty();

  @Option(
      names = "--min-correlation",
      paramLabel = "R",
      description =
          "For coaccess: leave out smaller correlations (default: ${DEFAULT-VALUE}; with"
              + " --groups, 0.5 is better).")
  private double minCorrelation = 0.1;

  @Mixin private GeneNameArgs naming = new GeneNameArgs();

  @Option(
      names = "--biotype",
      paramLabel = "TYPE",
      description = "Take only the genes of this biotype, such as protein_coding.")
  private Optional<String> biotype = Optional.empty();

  Optional<Path> gtf() {
    return gtf.map(file -> Check.file("--gtf", file));
  }

  /** Checks all that can be checked before data are read. */
  void check() {
    if (isCoaccess()) {
      toCoaccess();
    } else if (groups.isPresent()) {
      throw new InputException("--groups is for --how coaccess; leave it out or give both");
    } else {
      toRule();
    }
  }

  /** Whether links come from the counts of peaks, not from their places alone. */
  boolean isCoaccess() {
    return how.equals(COACCESS);
  }

  private CoAccessibility toCoaccess() {
    return new CoAccessibility(upstream, window, minCorrelation);
  }

  private LinkRule toRule() {
    return switch (how) {
      case "body" -> new LinkRule.Body(upstream, downstream);
      case "exponential" -> new LinkRule.Exponential(decay, window);
      case "power" -> new LinkRule.Power(EXPONENT, NEAR, window);
      default ->
          throw new InputException(
              "--how is '%s'; give one of: %s".formatted(how, String.join(", ", RULES)));
    };
  }

  /** The links of peaks by their places; tells how many. */
  FeatureLinks link(Peaks peaks, Path annotation, Progress progress) {
    return told(
        PeakLinker.link(peaks, genes(annotation, progress), toRule(), naming.names(), progress),
        progress);
  }

  /**
   * The links of the peaks of data; tells how many.
   *
   * @param store for the counts of groups of cells
   */
  FeatureLinks link(PeakCounts data, ExpressionStore store, Path annotation, JobContext context) {
    if (!isCoaccess()) {
      return link(data.peaks(), annotation, context.progress());
    }
    Expression counts =
        groups
            .map(column -> CellGroups.of(column, data.counts().labels(column)))
            .map(cells -> cells.sums(data.counts().counts(), store))
            .orElse(data.counts().counts());
    return told(
        toCoaccess()
            .link(
                data.peaks(),
                counts,
                genes(annotation, context.progress()),
                naming.names(),
                context.workers(),
                context.progress()),
        context.progress());
  }

  private GeneModels genes(Path annotation, Progress progress) {
    GeneModels all = progress.run("read genes", 0, _ -> GeneModels.readPlaces(annotation));
    return biotype.map(all::ofBiotype).orElse(all);
  }

  private static FeatureLinks told(FeatureLinks links, Progress progress) {
    progress.info(links.summary("peaks"));
    return links;
  }
}
