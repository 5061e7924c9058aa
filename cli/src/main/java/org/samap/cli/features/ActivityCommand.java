package org.samap.cli.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.peaks.GeneActivity;
import org.samap.core.peaks.PeakCounts;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap activity}: data of genes from data of peaks. */
@Command(
    name = ActivityCommand.NAME,
    header = "Makes data of genes from peaks of open chromatin.",
    description = {
      "Adds up, in each cell, the counts of the peaks of each gene. The result is data of genes:"
          + " 'samap run' maps it with any tables of homologous genes, to RNA or to other ATAC."
          + " The peaks of a gene come from an annotation or from a table of links."
    },
    customSynopsis = "samap activity FILE (--gtf FILE | --links FILE) --out FILE [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap activity atac.h5ad --gtf genes.gtf.gz --out activity.h5ad",
      "  samap run --species hs=activity.h5ad --species mm=mouse.h5ad --maps maps --out hs_mm"
    })
public final class ActivityCommand implements Job {
  static final String NAME = "activity";

  @Mixin private PeakArgs data = new PeakArgs();

  @Option(
      names = "--links",
      paramLabel = "FILE",
      description =
          "In place of --gtf: a table of links as 'samap peaks' writes it. Two columns, peak and"
              + " gene, and perhaps a third with the weight.")
  private Optional<Path> table = Optional.empty();

  @Option(names = "--out", paramLabel = "FILE", description = "The AnnData file to write.")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Links to genes")
  private LinkRuleArgs rule = new LinkRuleArgs();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    data.file(NAME);
    if (rule.gtf().isPresent() == table().isPresent()) {
      throw new InputException(
          "activity needs --gtf FILE, the genes of the genome, or --links FILE, a table of links"
              + (table().isPresent() ? "; give one of them" : "; see 'samap activity --help'"));
    }
    rule.check();
    out();
  }

  @Override
  public void run(JobContext context) {
    data.use(
        NAME,
        out(),
        context,
        (counts, store) -> {
          write(counts, store, context);
          return true;
        });
    context.progress().info("The activity of the genes is in " + out());
  }

  private void write(PeakCounts cells, ExpressionStore store, JobContext context) {
    FeatureLinks links = links(cells, store, context);
    Expression counts = cells.counts().counts();
    Workers workers = context.workers();
    GeneActivity activity =
        context
            .progress()
            .run(
                "activity",
                counts.cells(),
                phase -> GeneActivity.of(counts, links, store, workers, phase));
    context
        .progress()
        .perform(
            "write",
            0,
            phase -> AnnDataWriter.write(cells.annotated(activity), out(), workers, phase));
  }

  private FeatureLinks links(PeakCounts cells, ExpressionStore store, JobContext context) {
    return table()
        .map(t -> cells.fit(FeatureLinks.read(t), t, context.progress()))
        .orElseGet(() -> rule.link(cells, store, rule.gtf().orElseThrow(), context));
  }

  private Optional<Path> table() {
    return table.map(t -> Check.file("--links", t));
  }

  private Path out() {
    List<Path> inputs = new ArrayList<>(data.files(NAME));
    rule.gtf().ifPresent(inputs::add);
    table().ifPresent(inputs::add);
    return Outputs.file("--out", Check.present(NAME, "--out FILE, the file to write", out), inputs);
  }
}
