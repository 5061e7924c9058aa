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
import org.samap.core.homology.graph.FeatureLinks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap peaks}: which genes belong to a peak. */
@Command(
    name = PeaksCommand.NAME,
    header = "Links peaks of open chromatin to the genes near them.",
    description = {
      "Reads the peaks of ATAC data, or of a BED file, and the genes of the same genome, and writes"
          + " a table of links: peak, gene and weight. 'samap activity --links' makes data of genes"
          + " with it. With '--pairs ID,ID=FILE' of 'samap run', cells map by their peaks to cells"
          + " of the same species by their genes, and with '--through' to those of other species."
    },
    customSynopsis = "samap peaks FILE --gtf FILE --out FILE [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap peaks atac.h5ad --gtf genes.gtf.gz --how exponential --out links.tsv.gz"
    })
public final class PeaksCommand implements Job {
  static final String NAME = "peaks";

  @Mixin private PeakArgs data = new PeakArgs();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table to write, compressed if its name ends in .gz.")
  private Optional<Path> out = Optional.empty();

  @Mixin(name = "Links to genes")
  private LinkRuleArgs rule = new LinkRuleArgs();

  @Mixin(name = "Resources")
  MemoryArgs memory = new MemoryArgs();

  @Override
  public void check() {
    data.file(NAME);
    gtf();
    rule.check();
    out();
  }

  @Override
  public void run(JobContext context) {
    FeatureLinks links =
        rule.isCoaccess()
            ? coaccessible(context)
            : rule.link(data.peaks(NAME, context.progress()), gtf(), context.progress());
    Outputs.write(out(), to -> links.write(to, "peak", "gene"));
    context.progress().info("The links are in " + out());
  }

  private FeatureLinks coaccessible(JobContext context) {
    return data.use(
        NAME, out(), context, (counts, store) -> rule.link(counts, store, gtf(), context));
  }

  private Path gtf() {
    return Check.present(NAME, "--gtf FILE, the genes of the genome", rule.gtf());
  }

  private Path out() {
    List<Path> inputs = new ArrayList<>(data.files(NAME));
    inputs.add(gtf());
    return Outputs.file(
        "--out", Check.present(NAME, "--out FILE, the table to write", out), inputs);
  }
}
