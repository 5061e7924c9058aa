package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.KolmogorovSmirnov;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.core.simulate.CellType;
import org.samap.core.simulate.SimulationParams;

/** What scores and transferred labels say of simulated species, of which the truth is known. */
@Tag("slow")
class SimulatedScoresTest {
  private static final List<String> IDS = List.of("aa", "bb");
  private static final int SEEDS = 10;
  private static final int K = 20;
  private static final List<SimulatedRun> RUNS = new ArrayList<>();

  @TempDir private static Path folder;
  private static Workers workers;

  @BeforeAll
  static void map() {
    workers = Workers.ofAllProcessors();
    for (int seed = 0; seed < SEEDS; seed++) {
      RUNS.add(
          SimulatedRun.of(
              SimulationParams.of(IDS, 600, seed),
              RunParams.defaults(),
              folder.resolve("seed" + seed),
              workers));
    }
  }

  @AfterAll
  static void close() {
    workers.close();
    RUNS.clear();
  }

  @Test
  void sharedTypesAreSignificant() {
    int marked = 0;
    int all = 0;
    for (SimulatedRun run : RUNS) {
      ScoreStatistics statistics = statistics(run, run.labels(), 0);
      for (String type : run.types(0, CellType.Kind.SHARED)) {
        all++;
        marked +=
            statistics.rows().stream()
                    .anyMatch(
                        row ->
                            row.a().equals(new Node("aa", type))
                                && row.b().equals(new Node("bb", type))
                                && row.q() < 0.05)
                ? 1
                : 0;
      }
    }
    assertThat(all).isEqualTo(8 * SEEDS);
    assertThat(marked).isGreaterThanOrEqualTo((int) Math.ceil(0.95 * all));
  }

  @Test
  void unrelatedLabelsHaveUniformP() {
    int labellings = 400;
    double[] p = new double[labellings];
    for (int i = 0; i < labellings; i++) {
      SimulatedRun run = RUNS.get(i % SEEDS);
      RandomStream random = RandomStream.of(i, "unrelated labels", 0);
      CellLabels unrelated =
          CellLabels.of(
              IDS,
              IntStream.range(0, IDS.size())
                  .mapToObj(
                      s ->
                          IntStream.range(0, run.labels().cells().size(s))
                              .mapToObj(c -> "type" + random.nextInt(6))
                              .toList())
                  .toList());
      p[i] =
          statistics(run, unrelated, i).rows().stream()
              .filter(row -> row.a().name().equals("aa_type0") && row.b().name().equals("bb_type0"))
              .findFirst()
              .orElseThrow()
              .p();
      p[i] -= 0.5 / 201; // the middle of the step that p stands for
    }
    assertThat(KolmogorovSmirnov.p(p)).isGreaterThan(0.01);
  }

  private static ScoreStatistics statistics(SimulatedRun run, CellLabels labels, long seed) {
    return ScoreStatistics.of(
        run.graphs().getLast(),
        run.graphs().getFirst(),
        labels,
        K,
        ScoreStatistics.Params.defaults().withSeed(seed),
        workers);
  }

  /** Cells of shared types get their type's label, from a mapping that never saw it. */
  @Test
  void transferredLabelsAreRight() {
    int cells = 0;
    int assigned = 0;
    int right = 0;
    for (SimulatedRun run : RUNS) {
      LabelTransfer transfer =
          LabelTransfer.of(
              run.graphs().getLast(),
              run.labels(),
              K,
              LabelTransfer.Params.defaults(),
              LabelTransfer.Matches.UNKNOWN);
      for (int to = 0; to < IDS.size(); to++) {
        List<String> shared = run.types(to, CellType.Kind.SHARED);
        for (int c = run.labels().cells().start(to); c < run.labels().cells().end(to); c++) {
          String truth = run.labels().nodes().get(run.labels().nodeOf()[c]).label();
          if (shared.contains(truth)) {
            LabelTransfer.Guess guess = transfer.guess(c, 1 - to);
            cells++;
            assigned += guess.assigned() ? 1 : 0;
            right += guess.assignedLabel().equals(truth) ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) right / assigned).isGreaterThan(0.95);
    assertThat((double) assigned / cells).isGreaterThan(0.9);
  }
}
