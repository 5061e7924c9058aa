package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import org.samap.core.pipeline.FinishedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap paralogs}: finds paralogs that took the place of an ortholog. */
@Command(
    name = "paralogs",
    header = "Finds paralogs that took the place of an ortholog.",
    description = {
      "Compares the two genes of an ortholog pair with every other homolog that either has in the"
          + " other's species. A homolog whose expression agrees better, by more than --difference,"
          + " is a substitution. Without --orthologs, lists genes whose best partner by expression"
          + " is not their best by sequence."
    },
    customSynopsis = "samap paralogs DIR [--orthologs FILE] [OPTIONS]",
    footer = {
      "",
      "Example: substitutions in the run in hs_mm, by a list of orthologs",
      "  samap paralogs hs_mm --orthologs orthologs.tsv"
    })
public final class ParalogsCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private OrthologArgs orthologs = new OrthologArgs();

  @Option(
      names = "--difference",
      paramLabel = "D",
      description =
          "With --orthologs: how much the refined weight of the paralog must exceed that of the"
              + " ortholog (default: ${DEFAULT-VALUE}).")
  private double difference = ParalogSubstitutions.Params.defaults().difference();

  @Option(
      names = "--min-weight",
      paramLabel = "W",
      description =
          "Without --orthologs: smallest refined weight of the paralog (default:"
              + " ${DEFAULT-VALUE}).")
  private double minWeight = ParalogSubstitutions.Params.defaults().minWeight();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The table, .tsv or .tsv.gz (default: DIR/paralog_substitutions.tsv).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    dir.folder();
    orthologs.check();
    params();
    out();
  }

  @Override
  public void run(JobContext context) {
    try (FinishedRun run = FinishedRun.open(dir.folder())) {
      RefinedHomology homology = run.refinedHomology();
      ParalogSubstitutions found =
          orthologs
              .read(homology.genes())
              .map(list -> ParalogSubstitutions.of(homology, list, params()))
              .orElseGet(() -> ParalogSubstitutions.withoutOrthologs(homology, params()));
      Outputs.write(out(), found::write);
      context.progress().info("%d substitutions are in %s".formatted(found.found().size(), out()));
    }
  }

  private ParalogSubstitutions.Params params() {
    return new ParalogSubstitutions.Params(difference, minWeight);
  }

  private Path out() {
    return dir.outputFile(out, "paralog_substitutions.tsv");
  }
}
