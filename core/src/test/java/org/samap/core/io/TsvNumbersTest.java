package org.samap.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people and programs read them in a table. */
class TsvNumbersTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "0.1, 0.1",
    "-0.5, -0.5",
    "0.00024089123456, 0.000240891",
    "0.000024089123456, 2.40891e-05",
    "1234567.8, 1234570",
    "0.9999999, 1",
    "1e-300, 1e-300",
    "-2.5e20, -2.5e+20",
    "4.9e-324, 4.94066e-324",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void haveSixSignificantDigitsInAFile(double value, String text) throws IOException {
    Path file = folder.resolve("table.tsv");
    Tsv.write(file, table -> table.number(value).endRow());
    assertThat(file).content().isEqualTo(text + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0.03124567, 0.0312457",
    "0.00024089123456, 2.40891e-04",
    "0.0012, 0.0012",
    "3.2e-120, 3.2e-120"
  })
  void haveAnExponentWhereTheyAreSmallProbabilities(double p, String text) throws IOException {
    Path file = folder.resolve("table.tsv");
    Tsv.write(file, table -> table.probability(p).endRow());
    assertThat(file).content().isEqualTo(text + "\n");
  }

  @Test
  void haveThreeSignificantDigitsOnATerminal() {
    StringWriter out = new StringWriter();
    Tsv.print(out, table -> table.number(0.123456).number(1.23456e-9f).number(12345L).endRow());
    assertThat(out).hasToString("0.123\t1.23e-09\t12345\n");
  }

  @Test
  void readBackFromShortestFloats() throws IOException {
    Path file = folder.resolve("table.tsv");
    Tsv.write(file, table -> table.number(0.1f).number(0.7f).endRow());
    assertThat(Files.readString(file)).isEqualTo("0.1\t0.7\n");
  }
}
