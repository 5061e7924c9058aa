package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

class EvidenceTableTest {
  private static final EvidenceTable TABLE =
      new EvidenceTable(
          List.of("case", "best_right"), List.of(List.of("full", "1 of 2"), List.of("none", "-")));

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() {
    TABLE.write(folder.resolve("t.csv"));
    assertThat(folder.resolve("t.csv")).hasContent("case,best_right\nfull,1 of 2\nnone,-\n");
    assertThat(EvidenceTable.read(folder.resolve("t.csv"))).isEqualTo(TABLE);
  }

  @Test
  void looksLikeATableInMarkdown() {
    assertThat(TABLE.markdown())
        .isEqualTo("| case | best right |\n|---|---|\n| full | 1 of 2 |\n| none | - |\n");
  }

  @Test
  void formatsNumbersAndShares() {
    assertThat(EvidenceTable.number(0.125)).isEqualTo("0.13");
    assertThat(EvidenceTable.number(Double.NaN)).isEqualTo("-");
    assertThat(EvidenceTable.percent(1, 3)).isEqualTo("33 %");
    assertThat(EvidenceTable.permille(1, 3)).isEqualTo("33.3 %");
    assertThat(EvidenceTable.percent(0, 0)).isEqualTo("-");
  }

  @Test
  void refusesRowsThatWouldNotBeReadBack() {
    assertThatThrownBy(() -> new EvidenceTable(List.of("a"), List.of(List.of("1,2"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EvidenceTable(List.of("a"), List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesFilesThatAreNoTable() throws IOException {
    assertThatThrownBy(() -> EvidenceTable.read(folder.resolve("none.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.csv");
    Files.writeString(folder.resolve("bad.csv"), "a,b\n1\n");
    assertThatThrownBy(() -> EvidenceTable.read(folder.resolve("bad.csv")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "bad.csv: is not a table of samap bench --evidence; give one that it wrote");
  }

  @Test
  void fillsThePlacesOfADocument() {
    TABLE.write(folder.resolve("t.csv"));
    String text = "a\n<!-- table t.csv -->\nold\n<!-- end -->\nb\n";
    String filled = EvidenceDocument.filled(text, folder);
    assertThat(filled)
        .isEqualTo("a\n<!-- table t.csv -->\n" + TABLE.markdown() + "<!-- end -->\nb\n");
    assertThat(EvidenceDocument.filled(filled, folder)).isEqualTo(filled);
    assertThat(EvidenceDocument.files(text)).containsExactly("t.csv");
    assertThatThrownBy(() -> EvidenceDocument.files("no place")).isInstanceOf(InputException.class);
  }
}
