package org.samap.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.Workers;
import org.samap.report.MadeRun;

class RunDataTest {
  @TempDir private Path folder;
  private final Workers workers = Workers.of(2);

  @BeforeEach
  void write() {
    MadeRun.small().write(folder);
  }

  @AfterEach
  void close() {
    workers.close();
  }

  private List<ShownTable> tables() {
    try (RunData data = MadeRun.open(folder, workers)) {
      return data.tables();
    }
  }

  private static ShownTable named(String name, List<ShownTable> tables) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void showsTheTableOfTheFolderAsItIs() throws IOException {
    Files.writeString(
        folder.resolve("match_confidence.tsv"), "node_a\tnode_b\tconfidence\nsa_A\tsb_A\t0.123\n");
    ShownTable found = named("match_confidence", tables());
    assertThat(found.numbers("confidence").orElseThrow()).containsExactly(0.123);
  }

  @Test
  void findsWhatTheFolderDoesNotHave() {
    ShownTable found = named("match_confidence", tables());
    assertThat(found.texts("node_a")).contains(List.of("sa_A", "sa_B", "sa_C"));
    assertThat(named("gene_pairs", tables()).rows()).isEqualTo(3);
  }

  @Test
  void leavesTablesOfOtherLabelsOut() throws IOException {
    Files.writeString(folder.resolve("gene_pairs.tsv"), "node_a\tnode_b\nsa_A\tsb_Other\n");
    try (RunData data = MadeRun.open(folder, workers)) {
      assertThat(named("gene_pairs", data.tables()).rows()).isEqualTo(3);
      assertThat(data.notes()).singleElement().asString().contains("other labels", "sb_Other");
    }
  }

  @Test
  void tellsOfTablesThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("alignment.tsv"), "iteration\tfrom\n1\n");
    try (RunData data = MadeRun.open(folder, workers)) {
      assertThat(data.tables()).extracting(ShownTable::name).doesNotContain("alignment");
      assertThat(data.notes()).singleElement().asString().contains("alignment.tsv");
    }
  }

  @Test
  void readsTheColumnsOfLabels() {
    try (RunData data = MadeRun.open(folder, workers)) {
      assertThat(data.columns()).hasSize(2);
      CellColumn second = data.columns().getLast();
      assertThat(second.name()).isEqualTo("cell_type");
      assertThat(second.species()).isEqualTo(1);
      assertThat(second.categories()).containsExactly("A", "B", "C");
      assertThat(second.codes()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2);
    }
  }
}
