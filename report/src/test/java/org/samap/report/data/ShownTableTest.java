package org.samap.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

class ShownTableTest {
  @TempDir private Path folder;

  private ShownTable read(int most, String... lines) throws IOException {
    Path file = folder.resolve("table.tsv");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return ShownTable.read("table", file, most);
  }

  @Test
  void tellsNumbersFromTexts() throws IOException {
    ShownTable table = read(9, "node\tscore\tkind", "1\t0.5\tyes", "2\t\tno");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.texts("node")).contains(List.of("1", "2"));
    assertThat(table.texts("kind")).contains(List.of("yes", "no"));
    assertThat(table.numbers("score").orElseThrow()).containsExactly(0.5, Double.NaN);
    assertThat(table.numbers("kind")).isEmpty();
    assertThat(table.texts("other")).isEmpty();
  }

  @Test
  void keepsTheFirstOfEachGroupWhereThereAreRanks() throws IOException {
    ShownTable table = read(3, "node\trank", "a\t1", "a\t2", "a\t3", "b\t1", "b\t2");
    assertThat(table.texts("node")).contains(List.of("a", "b"));
    assertThat(table.total()).isEqualTo(5);
  }

  @Test
  void keepsTheFirstRowsWhereThereAreNoRanks() throws IOException {
    ShownTable table = read(2, "node", "a", "b", "c");
    assertThat(table.texts("node")).contains(List.of("a", "b"));
    assertThat(table.total()).isEqualTo(3);
  }

  @Test
  void isEmptyWithoutRows() throws IOException {
    assertThat(read(9, "node\tscore").rows()).isZero();
  }

  @Test
  void refusesRowsOfOtherLengths() {
    assertThatThrownBy(() -> read(9, "node\tscore", "a"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("table.tsv")
        .hasMessageContaining("has 1 fields, but the first row has 2");
  }
}
