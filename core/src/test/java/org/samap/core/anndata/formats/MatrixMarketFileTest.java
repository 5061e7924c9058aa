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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.expression.RowBlock;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;

class MatrixMarketFileTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();
  private static final String BANNER = "%%MatrixMarket matrix coordinate integer general\n";

  @TempDir Path folder;

  /** Three genes, two cells: (1, 0, 2) and (0, 3, 4). */
  private Path sample() {
    write("barcodes.tsv", "AAC-1\nCCG-1\n");
    write("genes.tsv", "ENSG1\tA\nENSG2\tB\nENSG3\tA\n");
    write("matrix.mtx", BANNER + "% a comment\n3 2 4\n1 1 1\n3 1 2\n2 2 3\n3 2 4\n");
    return folder;
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertIsSample(Counts counts) {
    RowBlock block = counts.counts().block(0);
    assertThat(block.offsets()).containsExactly(0, 2, 4);
    assertThat(block.genes()).containsExactly(0, 2, 1, 2);
    assertThat(block.values()).containsExactly(1, 2, 3, 4);
  }

  /** The sums of scipy. */
  @ParameterizedTest
  @CsvSource({"scanpy_10x_v3_mtx", "scanpy_10x_v3_mtx/matrix.mtx.gz"})
  void readsWhatPythonReads(String name) {
    Path path = Golden.shared("data/io_conformance").resolve(name);
    Counts counts = Fingerprint.load(path, DEFAULTS);
    assertThat(Fingerprint.of(counts))
        .isEqualTo(new Fingerprint(1107, 507, 23866, 41549, 7376015539L));
    assertThat(Fingerprint.ends(counts.cells()))
        .containsExactly("AAACCCAAGGAGAGTA-1", "TTTGGTTGTAGAATAC-1");
    assertThat(Fingerprint.ends(counts.genes())).containsExactly("CH507-9B2.2", "PRMT2");
    try (DataFile file = DataFiles.open(path, DEFAULTS)) {
      assertThat(file.data().var().labels("gene_ids")).startsWith("ENSG00000279493");
      assertThat(file.data().var().labels("feature_types")).containsOnly("Gene Expression");
      assertThat(DataFiles.files(path)).hasSize(3).allMatch(Files::isRegularFile);
    }
  }

  @Test
  void readsAFolderOfTheOldLayout() {
    Counts counts = Fingerprint.load(sample(), DEFAULTS);
    assertThat(counts.cells()).containsExactly("AAC-1", "CCG-1");
    assertThat(counts.genes()).containsExactly("A", "B", "A-1");
    assertIsSample(counts);
    assertThat(Fingerprint.load(folder, DEFAULTS.withGeneNames(GeneNames.IDS)).genes())
        .containsExactly("ENSG1", "ENSG2", "ENSG3");
  }

  @ParameterizedTest
  @CsvSource({
    "GSM1_matrix.mtx, GSM1_barcodes.tsv, GSM1_features.tsv",
    "x.mtx, x.barcodes.txt, x.genes.txt",
    "counts.mtx, barcodes.tsv, features.tsv",
    "E-1.counts.mtx, E-1.counts.mtx_cols, E-1.counts.mtx_rows"
  })
  void findsTheNamesBesideAFile(String matrix, String cells, String genes) throws IOException {
    sample();
    Path file = Files.move(folder.resolve("matrix.mtx"), folder.resolve(matrix));
    Files.move(folder.resolve("barcodes.tsv"), folder.resolve(cells));
    Files.move(folder.resolve("genes.tsv"), folder.resolve(genes));
    assertIsSample(Fingerprint.load(file, DEFAULTS));
    assertIsSample(Fingerprint.load(folder, DEFAULTS));
  }

  @Test
  void asksWhichOfSeveralMatrices() {
    write("GSM1_matrix.mtx", BANNER);
    write("GSM2_matrix.mtx", BANNER);
    assertRefused(folder, "holds several matrices; give one of the files: GSM1_matrix.mtx, GSM2");
  }

  @Test
  void takesGeneExpressionUnlessToldOtherwise() {
    sample();
    write("genes.tsv", "E1\tA\tGene Expression\nE2\tB\tPeaks\nE3\tC\tGene Expression\n");
    Counts genes = Fingerprint.load(folder, DEFAULTS);
    assertThat(genes.genes()).containsExactly("A", "C");
    assertThat(genes.counts().block(0).genes()).containsExactly(0, 1, 1);
    Counts peaks = Fingerprint.load(folder, DEFAULTS.withFeatureType("Peaks"));
    assertThat(peaks.genes()).containsExactly("B");
    assertThat(peaks.counts().block(0).values()).containsExactly(3);
  }

  @Test
  void readsThePeaksOfCellRangerAtac() throws IOException {
    sample();
    Files.delete(folder.resolve("genes.tsv"));
    write("peaks.bed", "# id=x\nchr1\t5\t9\nchr1\t20\t29\nGL1.1\t0\t7\n");
    Counts counts = Fingerprint.load(folder, DEFAULTS);
    assertIsSample(counts);
    assertThat(counts.genes()).containsExactly("chr1:5-9", "chr1:20-29", "GL1.1:0-7");
    write("peaks.bed", "chr1\t5\t9\nchr1\t20\nGL1.1\t0\t7\n");
    assertRefused(folder, "peaks.bed, line 2: it has no chromosome, start and end");
  }

  @Test
  void readsReals() {
    sample();
    write(
        "matrix.mtx",
        BANNER.replace("integer", "Real") + "3 2 4\n1 1 1.0\n3 1 2e0\n2 2 3.00\n\n3  2\t4 \n");
    assertIsSample(Fingerprint.load(folder, DEFAULTS));
  }

  @Test
  void readsPatternsAsOnes() {
    sample();
    write("matrix.mtx", BANNER.replace("integer", "pattern") + "3 2 2\n1 1\n3 2\n");
    Counts counts = Fingerprint.load(folder, DEFAULTS);
    assertThat(counts.counts().block(0).values()).containsExactly(1, 1);
    assertThat(counts.counts().block(0).genes()).containsExactly(0, 2);
  }

  @Test
  void readsNumbersOfManyDigits() {
    sample();
    write("matrix.mtx", BANNER + "3 2 1\n1 1 16777216\n");
    assertThat(Fingerprint.load(folder, DEFAULTS).counts().block(0).values())
        .containsExactly(16777216);
  }

  @Test
  void readsRowsThatAreCells() {
    sample();
    write("matrix.mtx", BANNER + "2 3 4\n1 1 1\n2 2 3\n1 3 2\n2 3 4\n");
    assertRefused(folder, "matrix.mtx: has a row for every cell; change transpose");
    assertIsSample(Fingerprint.load(folder, DEFAULTS.withTranspose(true)));
  }

  /** By cell, by gene and at random; over several blocks of cells. */
  @Test
  void readsEntriesInAnyOrder() {
    int cells = 3000;
    List<int[]> entries =
        IntStream.range(0, 4 * cells)
            .mapToObj(i -> new int[] {i % 4 * 5 + i / 4 % 5 + 1, i / 4 + 1, i % 7 + 1})
            .collect(Collectors.toList());
    write("barcodes.tsv", lines("c", cells));
    write("features.tsv", lines("g", 20));
    Fingerprint byCell = fingerprint(entries, cells);
    assertThat(byCell.entries()).isEqualTo(12000);
    entries.sort((a, b) -> Integer.compare(a[0], b[0]));
    assertThat(fingerprint(entries, cells)).isEqualTo(byCell);
    Collections.shuffle(entries, new Random(1));
    assertThat(fingerprint(entries, cells)).isEqualTo(byCell);
  }

  private Fingerprint fingerprint(List<int[]> entries, int cells) {
    String body =
        entries.stream()
            .map(e -> e[0] + " " + e[1] + " " + e[2])
            .collect(Collectors.joining("\n", "", "\n"));
    write("matrix.mtx", BANNER + "20 " + cells + " " + entries.size() + "\n" + body);
    return Fingerprint.of(Fingerprint.load(folder, DEFAULTS));
  }

  private static String lines(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "'4 1 1', 'line 3: the row is 4, but goes from 1 to 3'",
    "'1 3 1', 'line 3: the column is 3, but goes from 1 to 2'",
    "'0 1 1', 'line 3: the row is 0'",
    "'1 1 many', \"line 3: the value is 'many', not a number\"",
    "'1 1', \"line 3: the value is '', not a number\"",
    "'1 x 1', 'line 3: the column is missing or not a whole number'",
    "'1 1 1 1', 'line 3: more follows than belongs to an entry'"
  })
  void refusesAnEntryThatCannotBe(String entry, String message) {
    sample();
    write("matrix.mtx", BANNER + "3 2 1\n" + entry + "\n");
    assertRefused(folder, message.replace("\"", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "coordinate, array, the format is 'array'",
    "integer, complex, the values are 'complex'",
    "general, symmetric, the matrix is 'symmetric'"
  })
  void refusesOtherMatrices(String usual, String other, String message) {
    sample();
    write("matrix.mtx", BANNER.replace(usual, other) + "3 2 1\n1 1 1\n");
    assertRefused(folder, message);
  }

  @Test
  void refusesAWrongNumberOfEntries() {
    sample();
    write("matrix.mtx", BANNER + "3 2 3\n1 1 1\n1 2 1\n");
    assertRefused(folder, "the file ends after 2 of 3 entries");
    write("matrix.mtx", BANNER + "3 2 1\n1 1 1\n1 2 1\n");
    assertRefused(folder, "line 4: the header tells 1 entries, but there are more");
    write("matrix.mtx", BANNER + "% no more\n");
    assertRefused(folder, "the file ends before the size of the matrix");
  }

  /** The order changes after more entries than are looked at, when blocks have been read. */
  @Test
  void readsCellsThatComeAgain() {
    int cells = 70_000;
    StringBuilder body = new StringBuilder(BANNER + "2 " + cells + " " + (2 * cells + 2) + "\n");
    for (int c = 1; c <= cells; c++) {
      body.append("1 ").append(c).append(" 1\n2 ").append(c).append(" 1\n");
    }
    write("barcodes.tsv", lines("c", cells));
    write("features.tsv", lines("g", 2));
    write("matrix.mtx", body + "1 5 7\n2 69000 3\n");
    Fingerprint all = Fingerprint.of(Fingerprint.load(folder, DEFAULTS));
    long ones = 3L * cells * (cells + 1) / 2;
    assertThat(all)
        .isEqualTo(
            new Fingerprint(cells, 2, 2L * cells, 2L * cells + 10, ones + 7 * 5 + 3 * 69000 * 2));
  }

  @Test
  void refusesNamesOfAnotherMatrix() {
    sample();
    write("barcodes.tsv", "x\nAAC-1\nCCG-1\n");
    assertRefused(folder, "barcodes.tsv: has 3 names, but matrix.mtx has 2 cells");
    write("barcodes.tsv", "AAC-1\nCCG-1\n");
    write("genes.tsv", "A\n");
    assertRefused(folder, "genes.tsv: has 1 names, but matrix.mtx has 3 genes");
    write("genes.tsv", "");
    assertRefused(folder, "genes.tsv: has 0 names");
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    sample();
    Files.delete(folder.resolve("genes.tsv"));
    assertRefused(folder, "has no names of genes beside it; put there a file features.tsv");
    sample();
    Files.delete(folder.resolve("barcodes.tsv"));
    assertRefused(folder, "has no names of cells beside it; put there a file barcodes.tsv");
    sample();
    Files.delete(folder.resolve("matrix.mtx"));
    assertRefused(folder, "has names of cells but no matrix.mtx or matrix.mtx.gz");
  }

  @Test
  void refusesTruncatedGzip() throws IOException {
    sample();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(Files.readString(folder.resolve("matrix.mtx")).getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(folder.resolve("matrix.mtx"));
    Path zipped = Files.write(folder.resolve("matrix.mtx.gz"), bytes.toByteArray());
    assertIsSample(Fingerprint.load(folder, DEFAULTS));
    Files.write(zipped, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
    assertRefused(folder, "matrix.mtx.gz is truncated gzip");
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> Fingerprint.load(path, DEFAULTS))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
