package org.samap.cli.scores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Accepted;
import org.samap.cli.TinyRun;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.pipeline.LabelSource;

/** What {@code samap transfer} understands its options to say. */
class TransferCommandTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeRun() throws IOException {
    TinyRun.write(folder.resolve("run"), "hs", "mm");
  }

  @Test
  void writesTablesAloneByDefault() {
    TransferCommand asked = accepted("transfer TMP/run");
    assertThat(asked.labels()).isEmpty();
    assertThat(asked.params()).isEqualTo(new LabelTransfer.Params(0.5, 0, 0.69));
    assertThat(asked.tables()).isEqualTo(folder.resolve("run/transfer"));
    assertThat(asked.annData()).isEmpty();
  }

  @Test
  void changesTheRunIfAsked() {
    TransferCommand asked = accepted("transfer TMP/run --labels hs=cell_type --in-place");
    assertThat(asked.labels()).isEqualTo(Map.of("hs", new LabelSource.Column("cell_type")));
    assertThat(asked.annData()).contains(folder.resolve("run/samap.h5ad"));
  }

  @Test
  void transfersAsAsked() {
    TransferCommand asked =
        accepted(
            "transfer TMP/run --threshold 0.7 --min-alignment 0.1 --max-error 0.05 --tables"
                + " TMP/tables --out TMP/new.h5ad");
    assertThat(asked.params()).isEqualTo(new LabelTransfer.Params(0.7, 0.1, 0.75));
    assertThat(asked.tables()).isEqualTo(folder.resolve("tables"));
    assertThat(asked.annData()).contains(folder.resolve("new.h5ad"));
  }

  private TransferCommand accepted(String line) {
    return Accepted.command(TransferCommand.class, line, folder);
  }
}
