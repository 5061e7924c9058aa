package org.samap.core.anndata.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.InputException;

class TextMatrixTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();

  /** Two cells of three genes: (1, 0, 2) and (0, 3, 4). */
  private static final String TABLE = "gene\tc1\tc2\nA\t1\t0\nB\t0\t3\nC\t2\t4\n";

  @TempDir Path folder;

  private Path write(String text) {
    try {
      return Files.writeString(folder.resolve("counts.any"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertIsSample(Counts counts) {
    assertThat(counts.cells()).containsExactly("c1", "c2");
    assertThat(counts.genes()).containsExactly("A", "B", "C");
    RowBlock block = counts.counts().block(0);
    assertThat(block.offsets()).containsExactly(0, 2, 4);
    assertThat(block.genes()).containsExactly(0, 2, 1, 2);
    assertThat(block.values()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ",", ";", " "})
  void findsTheSeparator(String separator) {
    assertIsSample(Fingerprint.load(write(TABLE.replace("\t", separator)), DEFAULTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c1\tc2\n", "\tc1\tc2\n", "\"c1\"\t\"c2\"\n", "# made by R\n\nx\tc1\tc2\n"})
  void takesAHeaderWithOrWithoutTheCorner(String header) {
    String rest = TABLE.substring(TABLE.indexOf('\n') + 1);
    assertIsSample(Fingerprint.load(write(header + rest), DEFAULTS));
  }

  @Test
  void readsWhatRAndSpreadsheetsWrite() {
    assertIsSample(
        Fingerprint.load(
            write("\uFEFF\"\",\"c1\",\"c2\"\r\n\"A\",1,0\r\n\"B\",0.0,3e0\r\n\"C\",\"2\", 4\r\n"),
            DEFAULTS));
    assertIsSample(Fingerprint.load(write("c1   c2\nA 1  0\nB   0 3.00\nC 2 4 \n"), DEFAULTS));
    Counts quoted = Fingerprint.load(write("g,c\n\"a,\"\"b\"\"\",7\n"), DEFAULTS);
    assertThat(quoted.genes()).containsExactly("a,\"b\"");
  }

  @Test
  void readsNumbersThatAreWrittenWithADecimalPartOrComma() {
    assertIsSample(
        Fingerprint.load(write("g,c1,c2\nA,1.0,0.\nB,0.000,3.0\nC,20e-1,4.00\n"), DEFAULTS));
    Counts halves = Fingerprint.load(write("g;c1;c2\nA;1,5;0,0\nB;0;3\n"), DEFAULTS);
    assertThat(halves.counts().block(0).values()).containsExactly(1.5f, 3);
    assertRefused(write("g\tc1\nA\t1,5\n"), "row 'A', column 'c1' holds '1,5', not a number");
  }

  @Test
  void readsLinesThatAreCells() {
    Path path = write("cell,A,B,C\nc1,1,0,2\nc2,0,3,4\n");
    assertIsSample(Fingerprint.load(path, DEFAULTS.withTranspose(true)));
    assertThat(Fingerprint.load(path, DEFAULTS).cells()).containsExactly("A", "B", "C");
  }

  @Test
  void readsCompressedTablesAndRefusesTruncatedOnes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(TABLE.getBytes(StandardCharsets.UTF_8));
    }
    Path path = Files.write(folder.resolve("t.csv"), bytes.toByteArray());
    assertIsSample(Fingerprint.load(path, DEFAULTS));
    Files.write(path, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
    assertRefused(path, "t.csv is truncated gzip");
  }

  @ParameterizedTest
  @CsvSource({
    "x, \"row 'B', column 'c2' holds 'x', not a number\"",
    "'', \"row 'B', column 'c2' holds '', not a number\"",
    "NA, \"row 'B', column 'c2' holds 'NA', not a number\"",
    "1d, \"row 'B', column 'c2' holds '1d', not a number\"",
    "1.2.3, \"row 'B', column 'c2' holds '1.2.3', not a number\""
  })
  void saysWhereThereIsNoNumber(String value, String message) {
    assertRefused(
        write(TABLE.replace("B\t0\t3", "B\t0\t" + value)), "line 3: " + message.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gene_id,gene_name,c1\nENSG1,TSPAN6,1\nENSG2,TNMD,0\n",
        "1\thavana\tgene\n1\thavana\tgene\n",
        "human;mouse\nACTB;Actb\n"
      })
  void refusesAColumnOfWordsAndOtherTables(String text) {
    assertRefused(
        write(text),
        "not a number; remove the column, or give a table of counts if this is one of genes,"
            + " pairs or labels");
  }

  @Test
  void refusesLinesOfOtherLengths() {
    assertRefused(write("g\tc1\tc2\nA\t1\t0\nB\t0\n"), "line 3: there are 2 columns, but 3 in the");
    assertRefused(write("g\tc1\tc2\nA\t1\t0\nB\t0\t1\t2\n"), "line 3: there are 4 columns, but 3");
    assertRefused(
        write("g\tc1\tc2\tc3\tc4\nA\t1\t0\n"),
        "line 2: there are 3 columns, but the first line has 5");
  }

  @Test
  void refusesTablesWithoutNamesOrNumbers() {
    assertRefused(write("A\t1\t0\t0\nB\t0\t3\t2\n"), "holds numbers, not names");
    assertRefused(write("gene\nA\nB\n"), "line 2: there is one column only");
    assertRefused(write("gene\tc1\n"), "has one line only");
    assertRefused(write("# nothing\n"), "has no lines");
    assertRefused(write("g\tc1\n\"A\t1\n"), "line 2: a quote is not closed");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    byte[] latin = "g\tc1\nTGF\u00DF\t1\n".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(
        Files.write(folder.resolve("latin.tsv"), latin), "latin.tsv, line 2: is not UTF-8 text");
    byte[] wide = "\uFEFFg\tc1\nA\t1\n".getBytes(StandardCharsets.UTF_16LE);
    assertRefused(Files.write(folder.resolve("wide.txt"), wide), "wide.txt is UTF-16 text");
  }

  @Test
  void keepsNumbersThatAreNamesOfCells() {
    assertThat(Fingerprint.load(write(",0,1\nA,1,0\n"), DEFAULTS).cells())
        .containsExactly("0", "1");
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> Fingerprint.load(path, DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
