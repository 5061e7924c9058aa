package org.samap.cli.scores;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.samap.cli.finished.RunJson;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Outputs;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.Degeneracy;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.analysis.scores.MatchTest;
import org.samap.core.analysis.scores.ScoreReplicates;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.analysis.statistics.SignTest;
import org.samap.core.engine.Session;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingInput;
import org.samap.core.mapping.MappingParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.Resources;
import org.samap.core.pipeline.StoredMapping;

/** The work behind {@code samap scores}. */
final class ScoresJob {
  private static final String REPLICATES = "score_replicates.tsv";
  private static final String DONORS = "donor_scores.tsv";

  /** From this q value on, a pair does not count as significant. */
  private static final double LARGE_Q = 0.05;

  /** The advice is this many times the number of permutations that would just be enough. */
  private static final double MARGIN = 1.5;

  private final ScoresCommand asked;
  private final FinishedRun run;
  private final JobContext context;

  ScoresJob(ScoresCommand asked, FinishedRun run, JobContext context) {
    this.asked = asked;
    this.run = run;
    this.context = context;
  }

  void run() {
    Optional<MappingParams> mapped = asked.links().map(_ -> RunJson.read(asked.folder()).mapping());
    CellLabels labels = labels();
    SparseMatrix edges = run.crossEdges(asked.iteration().orElseGet(run::iterations));
    MappingScores scores = MappingScores.of(edges, labels, run.crossK(), asked.statistics().top());
    if (asked.squareTableAlone()) {
      Outputs.write(asked.out(), scores::write);
    } else {
      ScoreStatistics shuffled = statistics(edges, labels);
      ScoreStatistics statistics =
          asked
              .links()
              .map(params -> shuffled.with(links(scores, labels, mapped.orElseThrow(), params)))
              .orElse(shuffled);
      writeAll(scores, statistics, Degeneracy.of(scores, labels), replicates(edges, labels));
    }
  }

  /** What single donors say, if there are donors. */
  private Optional<ScoreReplicates> replicates(SparseMatrix edges, CellLabels labels) {
    return asked.replicates().given()
        ? Optional.of(
            ScoreReplicates.of(
                edges,
                labels,
                asked
                    .replicates()
                    .read(run, MatchTest.ENOUGH, ScoresJob::fewDonors, context.progress()),
                run.crossK(),
                new ScoreReplicates.Params(asked.replicates().cells(), asked.statistics().top())))
        : Optional.empty();
  }

  private static String fewDonors(int donors) {
    return "no p of a best match can be below %s, and %d donors are needed for 0.05"
        .formatted(SignTest.leastP(donors), MatchTest.ENOUGH);
  }

  private CellLabels labels() {
    CellLabels all = run.labels(asked.labels(), context.progress());
    Set<String> only = asked.only();
    return only.isEmpty()
        ? all
        : all.only(only.stream().map(run.ids()::indexOf).collect(Collectors.toSet()));
  }

  private ScoreStatistics statistics(SparseMatrix edges, CellLabels labels) {
    ScoreStatistics statistics =
        context
            .progress()
            .run(
                "shuffle labels",
                0,
                phase ->
                    ScoreStatistics.of(
                        edges,
                        run.crossEdges(1),
                        labels,
                        run.crossK(),
                        asked.statistics(),
                        context.workers().counting(phase)));
    warnOfFewPermutations(statistics);
    return statistics;
  }

  /** The same scores by permuted links. */
  private LinkNull links(
      MappingScores scores, CellLabels labels, MappingParams mapped, LinkNull.Params params) {
    Resources resources = context.resources().orWork(asked.folder());
    try (Session session =
            resources.open(run.cells().total(), context.workers(), context.progress());
        ExpressionStore store = resources.store(run.cells().total())) {
      MappingInput input = StoredMapping.of(run, mapped, store, context.workers(), session);
      LinkNull links = LinkNull.of(input, scores, labels, params, session);
      context
          .progress()
          .info(
              "by links that tell nothing, mapped %d times: %d of %d pairs of types have q_links below %.2g"
                  .formatted(
                      links.repetitions(),
                      links.pairs().stream().filter(pair -> pair.q() < LARGE_Q).count(),
                      links.pairs().size(),
                      LARGE_Q));
      return links;
    }
  }

  /**
   * With many pairs and few permutations, every q can be large whatever the scores are. The least q
   * is pairs / (permutations + 1) / a, where a is the number of pairs above all shuffled scores. As
   * a falls somewhat with more permutations, the advice has a margin.
   */
  private void warnOfFewPermutations(ScoreStatistics statistics) {
    int permutations = asked.statistics().permutations();
    long aboveAll =
        statistics.rows().stream().filter(row -> row.p() * (1 + permutations) < 1.5).count();
    if (aboveAll > 0 && statistics.leastQ() >= LARGE_Q) {
      int pairs = statistics.rows().size();
      long enough = (long) Math.ceil(MARGIN * pairs / (LARGE_Q * aboveAll) / 100) * 100;
      context
          .progress()
          .warn(
              "with %d permutations, no q of the %d pairs of types can be below %.2g; give --permutations %d"
                  .formatted(permutations, pairs, statistics.leastQ(), enough));
    }
  }

  private void writeAll(
      MappingScores scores,
      ScoreStatistics statistics,
      List<Degeneracy> degeneracy,
      Optional<ScoreReplicates> replicates) {
    try (OutputFolder folder = OutputFolder.prepare(asked.out())) {
      scores.write(folder.file("mapping_scores.tsv"));
      scores.writeRanking(folder.file("mapping_table.tsv"));
      statistics.write(folder.file("score_statistics.tsv"));
      Degeneracy.write(degeneracy, folder.file("degeneracy.tsv"));
      replicates.ifPresent(
          of -> {
            of.write(folder.file(REPLICATES));
            of.writeScores(folder.file(DONORS));
          });
      // Tables of donors by other labels would contradict the new scores.
      folder.commit(
          replicates.isPresent()
              ? List.of()
              : List.of(asked.out().resolve(REPLICATES), asked.out().resolve(DONORS)));
    }
  }
}
