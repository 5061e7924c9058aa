package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignment;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.cli.options.LabelArgs;
import org.samap.core.analysis.evolution.CellTypeFamilies;
import org.samap.core.analysis.evolution.SpeciesPair;
import org.samap.core.cluster.LeidenParams;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code samap families}: cell types of many species. */
@Command(
    name = "families",
    header =
        "Groups the cell types of many species into families, and tells lineages from programs.",
    description = {
      "Joins the cell types of one run or many by their scores, finds families in that graph, and"
          + " for each asks whether scores fall with the time since the species parted: in a"
          + " lineage they do, in a program that any cell may switch on they do not. Cell types of"
          + " several runs are one if id and label are."
    },
    customSynopsis = "samap families DIR [DIR ...] --divergence FILE [OPTIONS]",
    footer = {
      "",
      "Example: families over three pairwise runs",
      "  samap families hs_mm hs_dr mm_dr --divergence times.tsv --out families"
    })
public final class FamiliesCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Families")
  private Families families = new Families();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** The runs, their labels and their species. */
  static final class Input {
    @Parameters(
        paramLabel = "DIR",
        arity = "0..*",
        description = "The folders that 'samap run' wrote.")
    List<Path> runs = new ArrayList<>();

    @Option(
        names = "--divergence",
        paramLabel = "FILE",
        description =
            "Divergence times: three tab-separated columns, species, species and time, a line for"
                + " each two species.")
    Optional<Path> divergence = Optional.empty();

    @Option(
        names = "--labels",
        paramLabel = "ID=COLUMN_OR_TSV",
        description =
            "Cell types of a species, in all runs: a column of its obs, or a file with two"
                + " tab-separated columns, cell and label (default: the labels of the runs).")
    List<Assignment> labels = new ArrayList<>();
  }

  /** What counts. */
  static final class Families {
    @Option(
        names = "--min-score",
        paramLabel = "S",
        defaultValue = "0.1",
        description = "What the score of two joined types must exceed (default: ${DEFAULT-VALUE}).")
    double minScore;

    @Option(
        names = "--all-partners",
        description =
            "Join all types above --min-score (default: only those that are each other's best).")
    boolean allPartners;

    @Option(
        names = "--exclude",
        paramLabel = "ID,ID",
        description = "Do not join types of these two species; may be repeated.")
    List<String> exclude = new ArrayList<>();

    @Option(
        names = "--resolution",
        paramLabel = "R",
        defaultValue = "1",
        description =
            "Resolution of Leiden: higher gives more families (default: ${DEFAULT-VALUE}).")
    double resolution;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of the random choices (default: ${DEFAULT-VALUE}).")
    long seed;

    Set<SpeciesPair> excluded(Set<String> ids) {
      Set<SpeciesPair> pairs = new HashSet<>();
      for (String text : exclude) {
        String[] two = text.split(",", -1);
        if (two.length != 2 || two[0].equals(two[1])) {
          throw new InputException(
              "--exclude is '%s'; give two species, such as hs,mm".formatted(text));
        }
        Assignments.requireSpecies("--exclude", two[0], ids);
        Assignments.requireSpecies("--exclude", two[1], ids);
        pairs.add(SpeciesPair.of(two[0], two[1]));
      }
      return pairs;
    }
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR",
        description =
            "Folder of families.tsv, family_nodes.tsv and family_pairs.tsv (default: families in"
                + " the folder of a single run).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public FamiliesOptions call() {
    if (input.runs.isEmpty()) {
      throw new InputException(
          "families needs DIR, the folder of a run; see 'samap families --help'");
    }
    Set<String> ids = new TreeSet<>();
    for (Path run : input.runs) {
      ids.addAll(RunDirArgs.species("families", run));
    }
    Path divergence =
        Check.file(
            "--divergence", Check.present("families", "--divergence FILE", input.divergence));
    if (output.out.isEmpty() && input.runs.size() > 1) {
      throw new InputException("families of several runs needs --out DIR; name a folder");
    }
    return new FamiliesOptions(
        input.runs,
        LabelArgs.sources("--labels", input.labels, ids),
        divergence,
        CellTypeFamilies.Params.defaults()
            .withMinScore(families.minScore)
            .withReciprocal(!families.allPartners)
            .withExcluded(families.excluded(ids))
            .withLeiden(
                LeidenParams.defaults()
                    .withResolution(Check.positive("--resolution", families.resolution))
                    .withSeed(families.seed)),
        Check.outputFolder(
            "--out", output.out.orElseGet(() -> input.runs.getFirst().resolve("families"))));
  }
}
