package org.samap.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.InputException;

/** Tables as spreadsheets, R and pandas write them. */
class TextTableTest {
  @TempDir private Path folder;

  private Path file(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return Files.write(folder.resolve("table"), all.toByteArray());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes(text));
    }
    return packed.toByteArray();
  }

  private static List<List<String>> rows(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (TextTable table = TextTable.open(file)) {
      while (table.next()) {
        rows.add(table.fields());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c1\tT cell\nc2\tB, naive\n",
        "\uFEFFc1\tT cell\nc2\tB, naive",
        "c1\tT cell\r\n\r\nc2\tB, naive\r\n",
        "# cell, label\nc1,T cell\nc2,\"B, naive\"\n",
        "\"c1\",\"T cell\"\n\"c2\",\"B, naive\"\n",
        "c1;T cell\nc2;B, naive\n"
      })
  void allFormsGiveTheSameRows(String text) throws IOException {
    List<List<String>> expected = List.of(List.of("c1", "T cell"), List.of("c2", "B, naive"));
    assertThat(rows(file(bytes(text)))).isEqualTo(expected);
    assertThat(rows(file(gzip(text)))).isEqualTo(expected);
  }

  @Test
  void twoQuotesStandForOneAndFieldsMayBeEmpty() throws IOException {
    assertThat(rows(file(bytes("a,\"say \"\"b\"\"\",\n,,\"\"\n"))))
        .containsExactly(List.of("a", "say \"b\"", ""), List.of("", "", ""));
  }

  @Test
  void gzipMayHaveSeveralMembersAndPadding() throws IOException {
    assertThat(rows(file(gzip("a\t1\n"), gzip("b\t2\n"), new byte[600])))
        .containsExactly(List.of("a", "1"), List.of("b", "2"));
  }

  @Test
  void aDamagedSecondMemberIsTold() throws IOException {
    byte[] second = gzip("b\t2\n");
    second[1] ^= 1;
    Path file = file(gzip("a\t1\n"), second);
    assertThatThrownBy(() -> rows(file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " is damaged gzip; write or download it again");
  }

  @Test
  void utf16AndOpenQuotesAreTold() throws IOException {
    Path utf16 = file("a\tb\n".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> rows(utf16)).hasMessage(utf16 + " is UTF-16 text; save it as UTF-8");
    Path open = file(bytes("a,b\n\"a,b\n"));
    assertThatThrownBy(() -> rows(open)).hasMessageStartingWith(open + ", line 2: a quote is not");
  }

  @Test
  void refusesALineThatWouldFillTheMemory() throws IOException {
    Path file = folder.resolve("bomb.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\tb\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 70; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThat(Files.size(file)).isLessThan(100_000);
    try (TextTable table = TextTable.open(file)) {
      assertThat(table.next()).isTrue();
      assertThatThrownBy(table::next)
          .isInstanceOf(InputException.class)
          .hasMessage(
              file
                  + ", line 2: is longer than 67,108,864 bytes; check that it is a text file of"
                  + " many lines");
    }
  }
}
