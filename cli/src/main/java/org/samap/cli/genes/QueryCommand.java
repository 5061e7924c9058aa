package org.samap.cli.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap query}: all partners of a gene. */
@Command(
    name = "query",
    header = "Lists all partners of a gene, by sequence and by expression.",
    description = {
      "Prints every homolog of the genes in the other species with its sequence weight and its"
          + " refined weight, best first, as a tab-separated table."
    },
    customSynopsis = "samap query DIR GENE [GENE ...] [OPTIONS]",
    footer = {
      "",
      "Example: the partners of a human gene in the run in hs_mm",
      "  samap query hs_mm hs_PAX6"
    })
public final class QueryCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** The run and the genes. */
  static final class Input extends RunDirArgs {
    @Parameters(
        index = "1..*",
        paramLabel = "GENE",
        arity = "0..*",
        description =
            "A gene with its species (hs_PAX6), or without for the genes of that name in all"
                + " species.")
    List<String> genes = new ArrayList<>();
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write the table to this file (default: print it).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public QueryOptions call() {
    Path run = input.folder("query");
    if (input.genes.isEmpty()) {
      throw new InputException("query needs GENE, such as hs_PAX6; see 'samap query --help'");
    }
    return new QueryOptions(
        run, input.genes, output.out.map(file -> Check.outputFile("--out", file)));
  }
}
