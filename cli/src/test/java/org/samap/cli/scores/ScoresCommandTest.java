package org.samap.cli.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Accepted;
import org.samap.cli.TinyRun;
import org.samap.core.analysis.scores.ScoreStatistics;
import org.samap.core.pipeline.LabelSource;

/** What {@code samap scores} understands its options to say. */
class ScoresCommandTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeRun() throws IOException {
    Files.createFile(folder.resolve("labels.tsv"));
    TinyRun.write(folder.resolve("run"), "hs", "mm");
  }

  @Test
  void scoresBesideTheRunByDefault() {
    ScoresCommand asked = accepted("scores TMP/run --labels hs=cell_type");
    assertThat(asked.labels()).isEqualTo(Map.of("hs", new LabelSource.Column("cell_type")));
    assertThat(asked.only()).isEmpty();
    assertThat(asked.iteration()).isEmpty();
    assertThat(asked.statistics()).isEqualTo(new ScoreStatistics.Params(200, 0, 0));
    assertThat(asked.out()).isEqualTo(folder.resolve("run/scores"));
  }

  @Test
  void scoresAsAsked() {
    ScoresCommand asked =
        accepted(
            "scores TMP/run --labels mm=TMP/labels.tsv --n-top 10 --iteration 2 --permutations"
                + " 1000 --seed 4 --only hs,mm --out TMP/new");
    assertThat(asked.labels())
        .isEqualTo(Map.of("mm", new LabelSource.Table(folder.resolve("labels.tsv"))));
    assertThat(asked.only()).containsExactly("hs", "mm");
    assertThat(asked.iteration()).hasValue(2);
    assertThat(asked.statistics()).isEqualTo(new ScoreStatistics.Params(1000, 4, 10));
    assertThat(asked.out()).isEqualTo(folder.resolve("new"));
    assertThat(asked.squareTableAlone()).isFalse();
  }

  @Test
  void scoresTheFirstIterationIntoAFile() {
    ScoresCommand asked = accepted("scores TMP/run --iteration first --out TMP/new.tsv");
    assertThat(asked.iteration()).hasValue(1);
    assertThat(asked.out()).isEqualTo(folder.resolve("new.tsv"));
    assertThat(asked.squareTableAlone()).isTrue();
  }

  private ScoresCommand accepted(String command) {
    return Accepted.command(ScoresCommand.class, command, folder);
  }
}
