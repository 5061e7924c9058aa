package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.samap.cli.finished.FinishedRunArgs;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap scores}: how cell types match, and how sure that is. */
@Command(
    name = "scores",
    header = "Scores a finished run, for any labels, and tells how sure the scores are.",
    description = {
      "Scores the mapping of a finished run for the labels given, compares every score with those"
          + " of shuffled labels and with the first iteration, and sums up how far the types are"
          + " from one partner each. The mapping itself is not repeated."
    },
    customSynopsis = "samap scores DIR [--labels ID=COLUMN_OR_TSV ...] [OPTIONS]",
    footer = {
      "",
      "Example: finer labels for the human cells of the run in hs_mm",
      "  samap scores hs_mm --labels hs=subtypes.tsv --labels mm=cell_type --out hs_mm/subtypes"
    })
public final class ScoresCommand implements JobCommand {
  @Mixin(name = "Input")
  private FinishedRunArgs input = new FinishedRunArgs();

  @Mixin(name = "Scores")
  private Scores scores = new Scores();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** What is scored and compared. */
  static final class Scores {
    @Option(
        names = "--only",
        paramLabel = "ID",
        split = ",",
        description = "Only the cells and edges of these species (default: all).")
    List<String> only = List.of();

    @Option(
        names = "--n-top",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "Score a type by this many of its best cells; 0: by all (default: ${DEFAULT-VALUE}).")
    int nTop;

    @Option(
        names = "--iteration",
        paramLabel = "first|last|N",
        defaultValue = "last",
        description = "Score the graph of this iteration of the mapping (default: last).")
    String iteration = "last";

    @Option(
        names = "--permutations",
        paramLabel = "N",
        defaultValue = "200",
        description =
            "How often labels are shuffled inside their species, to tell which scores mean"
                + " something (default: ${DEFAULT-VALUE}).")
    int permutations;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "0",
        description = "Seed of the shuffling (default: ${DEFAULT-VALUE}).")
    long seed;

    OptionalInt iteration() {
      return switch (iteration) {
        case "last" -> OptionalInt.empty();
        case "first" -> OptionalInt.of(1);
        default -> {
          if (!iteration.matches("-?[0-9]{1,9}")) {
            throw new InputException(
                "--iteration is '%s'; give first, last or a whole number".formatted(iteration));
          }
          yield OptionalInt.of(Check.atLeast("--iteration", Integer.parseInt(iteration), 1));
        }
      };
    }
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR_OR_FILE",
        description =
            "Folder of mapping_scores.tsv, mapping_table.tsv, score_statistics.tsv and"
                + " degeneracy.tsv, or a .tsv file for the square table alone (default:"
                + " DIR/scores).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public ScoresOptions call() {
    Path run = input.folder("scores");
    Set<String> ids = input.species("scores");
    Map<String, LabelSource> labels = input.labels("scores");
    Set<String> only = new LinkedHashSet<>(scores.only);
    only.forEach(id -> Assignments.requireSpecies("--only", id, ids));
    if (only.size() == 1) {
      throw new InputException(
          "--only names one species, and scores are between two; name another beside "
              + scores.only.getFirst());
    }
    Path out = output.out.orElse(run.resolve("scores"));
    return new ScoresOptions(
        run,
        labels,
        only,
        scores.iteration(),
        new ScoreStatistics.Params(
            scores.permutations, scores.seed, Check.atLeast("--n-top", scores.nTop, 0)),
        out.toString().endsWith(".tsv")
            ? Check.outputFile("--out", out)
            : Check.outputFolder("--out", out));
  }
}
