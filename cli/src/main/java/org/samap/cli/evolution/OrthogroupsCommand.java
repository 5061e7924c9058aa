package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap orthogroups}: pairs of genes by eggNOG. */
@Command(
    name = "orthogroups",
    header = "Pairs the genes of an orthologous group, from files of eggNOG-mapper.",
    description = {
      "Writes all pairs of genes of different species that eggNOG-mapper put into one orthologous"
          + " group of a taxon, for --orthologs of 'samap paralogs' and 'samap triangles'."
    },
    customSynopsis = "samap orthogroups DIR --eggnog ID=FILE [...] --taxon TAXON [OPTIONS]",
    footer = {
      "",
      "Example: groups of animals for the run in hs_mm",
      "  samap orthogroups hs_mm --eggnog hs=hs.emapper.annotations --eggnog"
          + " mm=mm.emapper.annotations \\",
      "    --taxon 33208"
    })
public final class OrthogroupsCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** The run and its annotations. */
  static final class Input extends RunDirArgs {
    @Option(
        names = "--eggnog",
        paramLabel = "ID=FILE",
        description = "The .annotations file of eggNOG-mapper (version 1 to 2.1) of a species.")
    List<Assignment> eggnog = new ArrayList<>();

    @Option(
        names = "--names",
        paramLabel = "ID=FILE",
        description =
            "Two tab-separated columns, name in the annotation file (a transcript or protein) and"
                + " gene in the data (default: the names are the same).")
    List<Assignment> names = new ArrayList<>();

    @Option(
        names = "--taxon",
        paramLabel = "TAXON",
        description =
            "Whose groups: the text behind the @ of a group, such as 33208, Metazoa or meNOG.")
    Optional<String> taxon = Optional.empty();
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table (default: DIR/orthogroups.tsv).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public OrthogroupsOptions call() {
    Path run = input.folder("orthogroups");
    Set<String> ids = input.species("orthogroups");
    Map<String, Path> eggnog = Assignments.files("--eggnog", input.eggnog, ids);
    if (eggnog.size() < 2) {
      throw new InputException(
          "orthogroups needs --eggnog ID=FILE of two species or more, but has %d; give them"
              .formatted(eggnog.size()));
    }
    return new OrthogroupsOptions(
        run,
        eggnog,
        Assignments.files("--names", input.names, ids),
        Check.present("orthogroups", "--taxon TAXON", input.taxon),
        Check.outputFile("--out", output.out.orElse(run.resolve("orthogroups.tsv"))));
  }
}
