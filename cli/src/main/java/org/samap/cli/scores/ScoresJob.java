package org.samap.cli.scores;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.Degeneracy;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.io.OutputFolder;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.run.InputException;

/** The work behind {@code samap scores}. */
final class ScoresJob {
  /** A q value from which on nobody would believe a pair. */
  private static final double LARGE_Q = 0.05;

  /** How many times the permutations that would just do are asked for. */
  private static final double MARGIN = 1.5;

  private final ScoresOptions options;
  private final JobContext context;

  private ScoresJob(ScoresOptions options, JobContext context) {
    this.options = options;
    this.context = context;
  }

  static void run(ScoresOptions options, JobContext context) {
    try (FinishedRun run = FinishedRun.open(options.run())) {
      new ScoresJob(options, context).run(run);
    }
  }

  private void run(FinishedRun run) {
    CellLabels labels = labels(run);
    SparseMatrix edges = run.crossEdges(options.iteration().orElseGet(run::iterations));
    MappingScores scores =
        MappingScores.of(edges, labels, run.crossK(), options.statistics().top());
    if (options.squareTableAlone()) {
      Outputs.makeFolderOf(options.out());
      scores.write(options.out());
    } else {
      writeAll(scores, statistics(run, edges, labels), Degeneracy.of(scores, labels));
    }
    context.progress().info("The scores are in " + options.out());
  }

  private CellLabels labels(FinishedRun run) {
    CellLabels all = run.labels(options.labels(), context.progress());
    if (options.only().isEmpty()) {
      return all;
    }
    for (String id : options.only()) {
      if (!run.ids().contains(id)) {
        throw new InputException(
            "--only names the species '%s', but %s holds %s"
                .formatted(id, options.run(), String.join(", ", run.ids())));
      }
    }
    Set<Integer> species =
        options.only().stream().map(run.ids()::indexOf).collect(Collectors.toSet());
    return all.only(species);
  }

  private ScoreStatistics statistics(FinishedRun run, SparseMatrix edges, CellLabels labels) {
    ScoreStatistics statistics =
        context
            .progress()
            .run(
                "shuffle labels",
                0,
                _ ->
                    ScoreStatistics.of(
                        edges,
                        run.crossEdges(1),
                        labels,
                        run.crossK(),
                        options.statistics(),
                        context.workers()));
    warnOfFewPermutations(statistics);
    return statistics;
  }

  /**
   * Among many pairs, few permutations can leave every q large whatever the scores are. The least q
   * is pairs / (permutations + 1) / pairs above all shuffled scores; the latter grow somewhat fewer
   * with more permutations, hence the margin.
   */
  private void warnOfFewPermutations(ScoreStatistics statistics) {
    int permutations = options.statistics().permutations();
    long aboveAll =
        statistics.rows().stream().filter(row -> row.p() * (1 + permutations) < 1.5).count();
    if (aboveAll > 0 && statistics.leastQ() >= LARGE_Q) {
      int pairs = statistics.rows().size();
      long enough = (long) Math.ceil(MARGIN * pairs / (LARGE_Q * aboveAll) / 100) * 100;
      context
          .progress()
          .warn(
              "among %d pairs of types no q can be below %.2g with %d permutations; give --permutations %d"
                  .formatted(pairs, statistics.leastQ(), permutations, enough));
    }
  }

  private void writeAll(
      MappingScores scores, ScoreStatistics statistics, List<Degeneracy> degeneracy) {
    Path out = options.out();
    try (OutputFolder folder = OutputFolder.prepare(out)) {
      scores.write(folder.file("mapping_scores.tsv"));
      scores.writeRanking(folder.file("mapping_table.tsv"));
      statistics.write(folder.file("score_statistics.tsv"));
      Degeneracy.write(degeneracy, folder.file("degeneracy.tsv"));
      folder.commit();
    }
  }
}
