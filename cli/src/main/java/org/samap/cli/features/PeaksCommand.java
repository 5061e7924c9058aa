package org.samap.cli.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.Outputs;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.peaks.Peaks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap peaks}: which genes belong to a peak. */
@Command(
    name = "peaks",
    header = "Links peaks of open chromatin to the genes near them.",
    description = {
      "Reads the peaks of ATAC data and the genes of the same genome, and writes a table of links:"
          + " peak, gene and weight. 'samap activity --links' makes data of genes with it. With"
          + " '--pairs ID,ID=FILE' of 'samap run', cells map by their peaks to cells of the same"
          + " species by their genes, and with '--through' to those of other species."
    },
    customSynopsis = "samap peaks FILE --gtf FILE --out FILE [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap peaks atac.h5ad --gtf genes.gtf.gz --how exponential --out links.tsv.gz"
    })
public final class PeaksCommand implements Job {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "The cells with their peaks, in any format that 'samap run' reads, or the peaks alone"
              + " (BED). Peaks are called chr1:100-200, chr1-100-200 or chr1_100_200, or have"
              + " columns chrom, start and end.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "Where the raw counts are: X, raw or the name of a layer, as for 'samap run'.")
  private Optional<String> layer = Optional.empty();

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
    file();
    gtf();
    rule.check();
    out();
  }

  @Override
  public void run(JobContext context) {
    FeatureLinks links =
        rule.isCoaccess()
            ? coaccessible(context)
            : rule.link(Peaks.read(file(), layer, context.progress()), gtf(), context.progress());
    Outputs.write(out(), to -> links.write(to, "peak", "gene"));
    context.progress().info("The links are in " + out());
  }

  private FeatureLinks coaccessible(JobContext context) {
    return PeakData.use(
        file(), layer, out(), context, (data, store) -> rule.link(data, store, gtf(), context));
  }

  private Path file() {
    return Check.fileOrFolder(
        "peaks", Check.present("peaks", "FILE, the cells with their peaks or a BED file", file));
  }

  private Path gtf() {
    return Check.present("peaks", "--gtf FILE, the genes of the genome", rule.gtf());
  }

  private Path out() {
    return Outputs.file(
        "--out",
        Check.present("peaks", "--out FILE, the table to write", out),
        List.of(file(), gtf()));
  }
}
