package org.samap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.run.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code samap scores}: other labels on a finished run. */
@Command(
    name = "scores",
    header = "Computes the scores of a finished run for other labels.",
    description = {
      "Scores the mapping of a finished run again, for other labels or for the best cells"
          + " of each type alone. The mapping itself is not repeated."
    },
    customSynopsis = "samap scores DIR --labels ID=COLUMN_OR_TSV [...] [OPTIONS]",
    footer = {
      "",
      "Example: finer labels for the human cells of the run in hs_mm",
      "  samap scores hs_mm --labels hs=subtypes.tsv --labels mm=cell_type --out hs_mm/subtypes"
    })
final class ScoresCommand implements Callable<Integer> {
  private final Jobs jobs;

  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  @Mixin(name = "Running")
  private Running running = new Running();

  @Spec private CommandSpec spec = CommandSpec.create();

  ScoresCommand(Jobs jobs) {
    this.jobs = jobs;
  }

  /** The run and its labels. */
  static final class Input {
    @Parameters(
        paramLabel = "DIR",
        arity = "0..1",
        description = "The folder that 'samap run' wrote.")
    Optional<Path> run = Optional.empty();

    @Option(
        names = "--labels",
        paramLabel = "ID=COLUMN_OR_TSV",
        description =
            "Cell types of a species: a column of its obs, or a file with two tab-separated"
                + " columns, cell and label (default: the labels of the run).")
    List<Assignment> labels = new ArrayList<>();

    @Option(
        names = "--n-top",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "Score a type by this many of its best cells; 0: by all (default: ${DEFAULT-VALUE}).")
    int nTop;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "DIR_OR_FILE",
        description =
            "Folder of mapping_scores.tsv and mapping_table.tsv, or a .tsv file for the square"
                + " table alone (default: DIR/scores).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public Integer call() {
    ScoresOptions options = toOptions();
    try (Session session = Cli.open(spec, running)) {
      jobs.scores(options, session);
    }
    return CommandLine.ExitCode.OK;
  }

  private ScoresOptions toOptions() {
    Path run =
        Check.folder("scores", Check.present("scores", "DIR, the folder of a run", input.run));
    if (!Files.isRegularFile(run.resolve(RunFolder.COMBINED))) {
      throw new InputException(
          "scores: %s has no %s, so it is no finished run; run 'samap run' first"
              .formatted(run, RunFolder.COMBINED));
    }
    Set<String> ids = speciesOf(run);
    if (ids.isEmpty()) {
      throw new InputException(
          "scores: %s has no file of a species beside %s; repeat 'samap run'"
              .formatted(run, RunFolder.COMBINED));
    }
    Map<String, LabelSource> labels = SpeciesArgs.sources("--labels", input.labels, ids);
    int nTop = Check.atLeast("--n-top", input.nTop, 0);
    if (labels.isEmpty() && nTop == 0) {
      throw new InputException(
          "scores needs --labels ID=COLUMN_OR_TSV or --n-top N; without them the scores are those"
              + " of the run");
    }
    Path out = output.out.orElse(run.resolve("scores"));
    if (out.toString().endsWith(".tsv")) {
      return new ScoresOptions(run, labels, nTop, Check.outputFile("--out", out), Optional.empty());
    }
    Check.outputFolder("--out", out);
    return new ScoresOptions(
        run,
        labels,
        nTop,
        out.resolve("mapping_scores.tsv"),
        Optional.of(out.resolve("mapping_table.tsv")));
  }

  /** A run has a file per species beside the combined one. */
  private static Set<String> speciesOf(Path run) {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".h5ad") && !name.equals(RunFolder.COMBINED))
          .map(name -> name.substring(0, name.length() - ".h5ad".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
