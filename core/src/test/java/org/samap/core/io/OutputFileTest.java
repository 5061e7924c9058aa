package org.samap.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

class OutputFileTest {
  @TempDir Path folder;

  @Test
  void writesTheWholeFile() throws IOException {
    Path target = folder.resolve("scores.tsv");
    OutputFile.writeText(target, w -> w.write("a\t\u00e4\n"));
    assertThat(target).hasContent("a\t\u00e4\n");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void replacesAFileOfThatName() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    OutputFile.writeText(target, w -> w.write("new"));
    assertThat(target).hasContent("new");
  }

  @Test
  void leavesWhatWasThereWhenTheWritingFails() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                OutputFile.writeText(
                    target,
                    w -> {
                      w.write("half");
                      w.flush();
                      throw new IllegalStateException("stopped");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(target).hasContent("old");
    assertThat(files()).containsExactly(target);
  }

  @Test
  void turnsAFailureOfTheDiskIntoOneLine() throws IOException {
    assertThatThrownBy(
            () ->
                OutputFile.writeText(
                    folder.resolve("a.txt"),
                    w -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.txt: cannot be written (No space left on device)");
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesAFolderThatDoesNotExist() {
    assertThatThrownBy(() -> OutputFile.writeText(folder.resolve("none/a.txt"), w -> w.write("x")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none: no such folder");
  }

  @Test
  void refusesAFolderAsTheFile() {
    assertThatThrownBy(() -> OutputFile.writeText(folder, w -> w.write("x")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void refusesAFolderThatIsNotWritable() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assertThat(locked.toFile().setWritable(false)).isTrue();
    try {
      assumeFalse(Files.isWritable(locked), "this user may write everywhere");
      assertThatThrownBy(() -> OutputFile.writeText(locked.resolve("a.txt"), w -> w.write("x")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("permission denied");
    } finally {
      assertThat(locked.toFile().setWritable(true)).isTrue();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.toList();
    }
  }
}
