package org.samap.core.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.samap.core.pipeline.DataSize;

class ScheduleTest {
  private static final RunPlan PLAN =
      new RunPlan(
          List.of(
              DataSize.ofCounts("aa", 100, 50, 1000),
              DataSize.ofCounts("bb", 300, 50, 3000),
              DataSize.ofCounts("cc", 400, 50, 4000).asFinished()),
          List.of(
              phase(Stage.TABLES, 1),
              phase(Stage.READ, 8),
              phase(Stage.PREPROCESS, 9, 1),
              phase(Stage.WEIGHTS, 12),
              phase(Stage.MAP, 30, 1),
              phase(Stage.UMAP, 20),
              phase(Stage.OTHER, 5)),
          0,
          RunPlan.Place.MEMORY,
          0,
          0,
          0,
          0);

  @Test
  void dividesStagesAmongSpeciesAndIterations() {
    SequencedMap<String, Double> schedule = Schedule.of(PLAN, 3);
    assertThat(schedule)
        .containsOnlyKeys(
            "read homology tables",
            "aa: read",
            "bb: read",
            "cc: read",
            "aa: preprocess",
            "bb: preprocess",
            "aa: gene weights",
            "bb: gene weights",
            "map, preparation",
            "map, iteration 1",
            "map, iteration 2",
            "map, iteration 3",
            "aa: UMAP",
            "bb: UMAP",
            "UMAP");
    assertThat(schedule.get("bb: read")).isEqualTo(3);
    assertThat(schedule.get("bb: gene weights")).isEqualTo(9); // cc is finished
    assertThat(schedule.get("aa: preprocess")).isEqualTo(3); // the first is slower
    assertThat(schedule.get("bb: preprocess")).isEqualTo(6);
    assertThat(schedule.get("map, preparation")).isEqualTo(3);
    assertThat(schedule.get("map, iteration 1")).isEqualTo(11); // so is the first iteration
    assertThat(schedule.get("map, iteration 2")).isEqualTo(10);
    assertThat(schedule.get("map, iteration 3")).isEqualTo(6); // it refines nothing
    assertThat(schedule.get("UMAP")).isEqualTo(16);
  }

  @Test
  void losesNoTimeOfAnyStageThatHasPhases() {
    double all = Schedule.of(PLAN, 3).values().stream().mapToDouble(s -> s).sum();
    assertThat(all).isCloseTo(PLAN.seconds() - 5, within(1e-9));
  }

  private static RunPlan.Phase phase(Stage stage, double seconds) {
    return phase(stage, seconds, 0);
  }

  private static RunPlan.Phase phase(Stage stage, double seconds, double first) {
    return new RunPlan.Phase(stage.phase(), seconds, first, seconds, 0);
  }
}
