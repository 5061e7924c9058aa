package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.Workers;

/** Which way a search by lists takes, by the shape of its points. */
class EffortTest {
  private static final int COLUMNS = 3 * ClusteredSearch.MOST_DIMENSIONS;

  @Test
  void refinesWhereLeadingDirectionsTellTheNearest() {
    Effort effort = effort(falling(Samples.gaussian(8000, COLUMNS, 50)));
    assertThat(effort.way()).isEqualTo(Effort.Way.REFINING);
    assertThat(effort.work()).isLessThan(0.5);
    assertThat(effort.recall()).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void comparesAllColumnsWhereAllCountTheSame() {
    CellMatrix centres = Samples.gaussian(20, COLUMNS, 51);
    CellMatrix points = Samples.gaussian(6000, COLUMNS, 52);
    for (int r = 0; r < points.rows(); r++) {
      for (int c = 0; c < COLUMNS; c++) {
        points.set(r, c, points.get(r, c) + centres.get(r % centres.rows(), c));
      }
    }
    Effort effort = effort(points);
    assertThat(effort.way()).isEqualTo(Effort.Way.ALL_COLUMNS);
    assertThat(effort.margin()).isZero();
    assertThat(effort.work()).isLessThan(0.3);
    assertThat(effort.recall()).isGreaterThanOrEqualTo(0.98);
  }

  @Test
  void isExactWhereListsDoNotHelp() {
    assertThat(effort(Samples.gaussian(3000, COLUMNS, 53)).way()).isEqualTo(Effort.Way.EXACT);
  }

  /** Later columns tell less and less. */
  private static CellMatrix falling(CellMatrix m) {
    for (int r = 0; r < m.rows(); r++) {
      for (int c = 0; c < m.columns(); c++) {
        m.set(r, c, (float) (m.get(r, c) * Math.exp(-c / 50.0)));
      }
    }
    return m;
  }

  private static Effort effort(CellMatrix points) {
    try (Workers workers = Workers.of(2)) {
      MeasuredRows rows = new MeasuredRows(points, new Geometry.Cosine(), workers);
      Answers answers = new Answers(new SearchedRows(rows, rows, true), 20);
      ExactSample truth = ExactSample.of(answers, 0, workers);
      Space space = Space.reduced(answers.rows(), ClusteredSearch.MOST_DIMENSIONS, 0, workers);
      ClusteredSearch search = new ClusteredSearch(answers, space, 0, workers);
      int[] order = search.inListOrder(workers);
      Rehearsal rehearsal =
          Rehearsal.ofFours(answers.rows(), search.lists(), order, truth, workers);
      return Effort.of(search, rehearsal, workers);
    }
  }
}
