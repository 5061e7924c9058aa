package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.OrthologArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.evolution.ParalogSubstitutions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap paralogs}: paralogs that took the place of an ortholog. */
@Command(
    name = "paralogs",
    header = "Finds paralogs that took the place of an ortholog.",
    description = {
      "For every ortholog pair and every other homolog of one of the two in the species of the"
          + " other: a substitution if expression agrees better with that homolog by more than"
          + " --difference. Without a list of orthologs: genes whose best partner by expression is"
          + " not their best by sequence."
    },
    customSynopsis = "samap paralogs DIR [--orthologs FILE] [OPTIONS]",
    footer = {
      "",
      "Example: substitutions in the run in hs_mm, by a list of orthologs",
      "  samap paralogs hs_mm --orthologs orthologs.tsv"
    })
public final class ParalogsCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Substitutions")
  private Substitutions substitutions = new Substitutions();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** The run and its orthologs. */
  static final class Input extends RunDirArgs {
    @Mixin private OrthologArgs orthologs = new OrthologArgs();
  }

  /** What counts. */
  static final class Substitutions {
    @Option(
        names = "--difference",
        paramLabel = "D",
        defaultValue = "0.3",
        description =
            "With orthologs: by how much the refined weight of the paralog must exceed that of the"
                + " ortholog (default: ${DEFAULT-VALUE}).")
    double difference;

    @Option(
        names = "--min-weight",
        paramLabel = "W",
        defaultValue = "0.3",
        description =
            "Without orthologs: the least refined weight of the paralog (default:"
                + " ${DEFAULT-VALUE}).")
    double minWeight;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table (default: DIR/paralog_substitutions.tsv).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public ParalogsOptions call() {
    Path run = input.folder("paralogs");
    return new ParalogsOptions(
        run,
        input.orthologs.toChoice(),
        new ParalogSubstitutions.Params(substitutions.difference, substitutions.minWeight),
        Check.outputFile("--out", output.out.orElse(run.resolve("paralog_substitutions.tsv"))));
  }
}
