package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.samap.cli.finished.CellTypeArgs;
import org.samap.cli.finished.ReplicateArgs;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Assignments;
import org.samap.cli.options.Check;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.MemoryArgs;
import org.samap.cli.options.SeedArgs;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.LabelSource;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap scores}: scores cell types, and tests the scores. */
@Command(
    name = "scores",
    header = "Scores a finished run with any labels, and tells how certain the scores are.",
    description = {
      "Scores the mapping with the given labels, compares every score with those of shuffled labels"
          + " and of the first iteration, and tells how far the types are from having one partner"
          + " each. Does not repeat the mapping, unless --null-links asks for it."
    },
    customSynopsis = "samap scores DIR [--labels ID=COLUMN_OR_FILE ...] [OPTIONS]",
    footer = {
      "",
      "Example: finer labels for the human cells of the run in hs_mm",
      "  samap scores hs_mm --labels hs=subtypes.tsv --labels mm=cell_type --out hs_mm/subtypes",
      "Do the human donors agree?",
      "  samap scores hs_mm --replicates hs=donor",
      "",
      "Example: which scores come from homology",
      "  samap scores hs_mm --null-links 20"
    })
public final class ScoresCommand implements Job {
  @Mixin private RunDirArgs dir = new RunDirArgs();
  @Mixin private CellTypeArgs labels = new CellTypeArgs();
  @Mixin private ReplicateArgs replicates = new ReplicateArgs();

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Use only the cells and edges of these species, such as hs,mm (default: all).")
  private List<String> only = List.of();

  @Option(
      names = "--n-top",
      paramLabel = "N",
      description =
          "Score a type by its N best cells; 0: by all cells (default: ${DEFAULT-VALUE}).")
  private int nTop = ScoreStatistics.Params.defaults().top();

  @Option(
      names = "--iteration",
      paramLabel = "first|last|N",
      description = "Score the graph of this iteration of the mapping (default: last).")
  private String iteration = "last";

  @Option(
      names = "--permutations",
      paramLabel = "N",
      description =
          "How many times labels are shuffled inside each species, to tell which scores are higher"
              + " than by chance (default: ${DEFAULT-VALUE}).")
  private int permutations = ScoreStatistics.Params.defaults().permutations();

  @Option(
      names = "--null-links",
      paramLabel = "N",
      description =
          "Also map up to N times (at least 5, such as 20) by links that are shuffled between genes"
              + " of similarly many links, to tell which scores homology brings about (default: not"
              + " at all). Ends earlier if the answer is clear.")
  private Optional<Integer> nullLinks = Optional.empty();

  @Mixin private SeedArgs seed = new SeedArgs();

  @Mixin MemoryArgs memory = new MemoryArgs();

  @Option(
      names = "--out",
      paramLabel = "DIR_OR_FILE",
      description =
          "Folder for mapping_scores.tsv, mapping_table.tsv, score_statistics.tsv, degeneracy.tsv"
              + " and, with --replicates, score_replicates.tsv and donor_scores.tsv, or a .tsv file"
              + " for the square table alone (default: DIR/scores).")
  private Optional<Path> out = Optional.empty();

  @Override
  public void check() {
    labels();
    only();
    iteration();
    statistics();
    replicates.check(only().isEmpty() ? dir.species() : only());
    if (links().isPresent()) {
      requireWholeTables();
    }
    out();
  }

  private void requireWholeTables() {
    if (squareTableAlone() || iteration().isPresent()) {
      throw new InputException(
          "--null-links goes into score_statistics.tsv and judges the last iteration; leave it out, or leave out %s"
              .formatted(squareTableAlone() ? "the file of --out" : "--iteration"));
    }
  }

  @Override
  public void run(JobContext context) {
    try (FinishedRun run = FinishedRun.open(dir.folder())) {
      new ScoresJob(this, run, context).run();
    }
    context.progress().info("The scores are in " + out());
  }

  /** The given labels, by species; other species keep those of the run. */
  Map<String, LabelSource> labels() {
    return labels.sources(dir.species());
  }

  /** The species to score; empty for all. */
  Set<String> only() {
    Set<String> ids = new LinkedHashSet<>(only);
    ids.forEach(id -> Assignments.requireSpecies("--only", id, dir.species()));
    if (ids.size() == 1) {
      throw new InputException(
          "--only names one species, but scores are between two; add another to "
              + only.getFirst());
    }
    return ids;
  }

  /** The iteration whose graph is scored, from 1 on; empty for the last. */
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

  /** The number of permutations and of cells in a score, and the seed. */
  ScoreStatistics.Params statistics() {
    return new ScoreStatistics.Params(permutations, seed.seed, Check.atLeast("--n-top", nTop, 0));
  }

  /** The donors of the cells. */
  ReplicateArgs replicates() {
    return replicates;
  }

  /** How the mapping is repeated by permuted links; empty if it is not. */
  Optional<LinkNull.Params> links() {
    return nullLinks.map(n -> new LinkNull.Params(n, seed.seed, nTop));
  }

  /** The folder of the run. */
  Path folder() {
    return dir.folder();
  }

  /** Whether only the square table is written. */
  boolean squareTableAlone() {
    if (replicates.given() && out.isPresent() && out.get().toString().endsWith(".tsv")) {
      throw new InputException(
          "--replicates writes tables of its own; give --out a folder instead of " + out.get());
    }
    return out.isPresent() && out.get().toString().endsWith(".tsv");
  }

  /** The folder for the tables, or the file for the square table. */
  Path out() {
    return squareTableAlone()
        ? dir.outputFile(out, "mapping_scores.tsv")
        : dir.outputFolder(out, "scores");
  }
}
