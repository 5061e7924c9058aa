package org.samap.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

/** Results that take the place of others. */
class OutputFolderTest {
  @TempDir Path folder;
  private Path old;
  private Path alone;
  private Path shared;

  @BeforeEach
  void writeOldResults() throws IOException {
    old = Files.writeString(folder.resolve("old.tsv"), "old");
    alone = Files.writeString(Files.createDirectory(folder.resolve("tables")).resolve("a"), "a");
    shared = Files.writeString(Files.createDirectory(folder.resolve("both")).resolve("b"), "b");
    Files.writeString(folder.resolve("both/mine"), "mine");
  }

  @Test
  void removesOutdatedFilesAndFoldersThatAreEmptyThen() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      Files.writeString(output.file("new.tsv"), "new");
      output.commit(List.of(old, alone, shared));
    }
    assertThat(folder.resolve("new.tsv")).hasContent("new");
    assertThat(folder.resolve("both/mine")).hasContent("mine");
    assertThat(List.of(old, alone, alone.resolveSibling(""), shared))
        .noneSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void losesNothingWithoutACommit() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      Files.writeString(output.file("old.tsv"), "new");
    }
    assertThat(old).hasContent("old");
  }

  @Test
  void losesNothingWhereAFolderIsInTheWay() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder)) {
      Files.writeString(output.file("both"), "new");
      assertThatThrownBy(() -> output.commit(List.of(old, alone)))
          .isInstanceOf(InputException.class)
          .hasMessage(
              folder.resolve("both") + ": is a folder where a result belongs; move it away");
    }
    assertThat(old).hasContent("old");
    assertThat(alone).hasContent("a");
  }
}
