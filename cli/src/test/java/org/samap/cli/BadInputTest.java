package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/**
 * What a user gets for input that cannot be used: status 2, one line that says what, where and what
 * to do, and no results.
 */
class BadInputTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private Path folder;
  private Path maps;
  private Path hu;
  private Path mo;
  private Path out;

  @BeforeEach
  void copyGoodInput() throws IOException {
    hu = Files.copy(MINI.resolve("hu.h5ad"), folder.resolve("hu.h5ad"));
    mo = Files.copy(MINI.resolve("mo.h5ad"), folder.resolve("mo.h5ad"));
    maps = Files.createDirectories(folder.resolve("maps"));
    Files.createDirectory(maps.resolve("humo"));
    for (String table : List.of("hu_to_mo.txt", "mo_to_hu.txt")) {
      Files.copy(MINI.resolve("maps/humo/" + table), maps.resolve("humo/" + table));
    }
    out = folder.resolve("out");
  }

  private Outcome run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("run", "--species", "hu=" + hu, "--species", "mo=" + mo, "--maps", "" + maps));
    args.addAll(List.of("--out", "" + out, "--no-umap", "--quiet"));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private void assertRefused(Outcome ended, String... says) {
    assertThat(ended.err()).contains(says);
    assertThat(ended.status()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err().lines().filter(l -> l.startsWith("samap: error: "))).hasSize(1);
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(ended.err().lines().toList().getLast()).startsWith("samap: error: ");
    assertThat(out).doesNotExist();
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void goodInputGivesResults() {
    assertThat(run().status()).isZero();
    assertThat(out.resolve("mapping_scores.tsv")).exists();
    assertThat(out.resolve("run.json")).exists();
    assertThat(out.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aFileThatIsMissing() throws IOException {
    Files.delete(hu);
    assertRefused(run(), "hu.h5ad");
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(hu);
    Files.write(hu, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(run(), "hu.h5ad");
  }

  @Test
  void aFileThatIsNoHdf5() throws IOException {
    Files.writeString(hu, "cell,gene,count\n");
    assertRefused(run(), "hu.h5ad", "has one line only");
  }

  /** Writes the species again with another X. */
  private static void rewrite(Path file, UnaryOperator<AnnData> change) {
    try (Workers workers = Workers.of(1)) {
      AnnData changed;
      try (AnnDataFile open = AnnDataFile.open(file)) {
        Expression x = ExpressionReader.read(open.data().x().orElseThrow(), workers);
        changed =
            change.apply(
                AnnData.of(open.data().obs().inMemory(), DataFrame.of(open.data().var().names()))
                    .withX(BlockMatrix.of(x)));
      }
      AnnDataWriter.write(changed, file, workers);
    }
  }

  private static BlockMatrix mapped(AnnData data, UnaryOperator<RowBlock> f) {
    BlockMatrix x = (BlockMatrix) data.x().orElseThrow();
    List<RowBlock> blocks = new ArrayList<>();
    x.blocks().forEach(b -> blocks.add(f.apply(b)));
    return new BlockMatrix(x.rows(), x.columns(), x.entries(), blocks);
  }

  private static void replaceFirstValue(Path file, float value) {
    rewrite(
        file,
        data ->
            data.withX(
                mapped(
                    data,
                    block -> {
                      float[] values = block.values().clone();
                      values[0] = value;
                      return new RowBlock(
                          block.firstCell(), block.rows(), block.offsets(), block.genes(), values);
                    })));
  }

  @Test
  void aFileWithoutX() {
    rewrite(hu, data -> AnnData.of(data.obs(), data.var()));
    assertRefused(run(), "hu.h5ad", "X");
  }

  @Test
  void countsThatAreNoNumbers() {
    replaceFirstValue(hu, Float.NaN);
    assertRefused(run(), "hu.h5ad", "hu_c0");
  }

  @Test
  void negativeCounts() {
    replaceFirstValue(hu, -1);
    assertRefused(run(), "hu.h5ad", "negative", "hu_c0");
  }

  @Test
  void loggedValuesAreUsedWithAWarning() {
    rewrite(
        hu,
        data ->
            data.withX(
                mapped(
                    data,
                    block -> {
                      float[] values = block.values().clone();
                      for (int i = 0; i < values.length; i++) {
                        values[i] = (float) Math.log1p(values[i]);
                      }
                      return new RowBlock(
                          block.firstCell(), block.rows(), block.offsets(), block.genes(), values);
                    })));
    Outcome ended = run();
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("warning").contains("normali").contains("hu.h5ad");
  }

  @Test
  void denseCountsAreUsed() {
    rewrite(
        hu,
        data -> {
          BlockMatrix x = (BlockMatrix) data.x().orElseThrow();
          FloatMatrix dense = FloatMatrix.zeros((int) x.rows(), (int) x.columns());
          for (RowBlock block : x.blocks()) {
            for (int r = 0; r < block.rows(); r++) {
              for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
                dense.set(block.firstCell() + r, block.genes()[p], block.values()[p]);
              }
            }
          }
          return data.withX(DenseArray.of(dense));
        });
    Outcome ended = run();
    assertThat(ended.status()).as(ended.err()).isZero();
  }

  @Test
  void namesOfGenesThatNoTableHas() {
    rewrite(
        hu,
        data ->
            AnnData.of(
                    data.obs(),
                    DataFrame.of(
                        IntStream.range(0, data.genes()).mapToObj(g -> "ENS" + g).toList()))
                .withX(data.x().orElseThrow()));
    assertRefused(run(), "hu", "ENS0");
  }

  @Test
  void twoIdsThatNameTheSameFiles() {
    assertRefused(run("--species", "HU=" + mo), "'hu'", "'HU'");
  }

  @Test
  void aFileOfASpeciesThatIsGivenTwice() {
    assertRefused(run("--species", "hu=" + hu), "hu.h5ad is given twice for one species");
  }

  @Test
  void filesOfOneSpeciesWithoutACommonGene() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "gene,c1\nENS1,3\n");
    assertRefused(run("--species", "hu=" + other), "have no gene in common (", ", ENS1)");
  }

  @Test
  void twoIdsThatCouldOwnOneName() {
    assertRefused(run("--species", "hu_2=" + mo), "'hu'", "'hu_2'");
  }

  @Test
  void transposingAFormatThatTellsItsAxes() {
    assertRefused(run("--transpose", "hu"), hu.toString(), "so --transpose has no effect");
  }

  @ParameterizedTest
  @CsvSource({
    "--genome, GRCh38",
    "--feature-type, Peaks",
    "--gene-names, ids",
    "--modality, rna",
  })
  void aChoiceThatTheFormatDoesNotLeave(String option, String value) {
    assertRefused(
        run(option, "hu=" + value),
        "%s hu=%s: the format of %s leaves no such choice; leave it out"
            .formatted(option, value, hu));
  }

  @Test
  void aChoiceForAllSpeciesIsForThoseThatHaveIt() {
    assertThat(run("--gene-names", "ids", "--modality", "rna").status()).isZero();
  }

  @Test
  void aColumnThatDoesNotExist() {
    assertRefused(run("--labels", "hu=celltype"), "hu", "celltype", "cell_type");
    assertRefused(run("--clusters", "mo=leiden"), "mo", "leiden", "ref_leiden");
  }

  @Test
  void aColumnOfBatchesThatDoesNotExistOrHoldsNone() {
    assertRefused(run("--batch", "hu=donor"), hu + ": obs has no column 'donor'", "cell_type");
    addColumn(hu, "chip", c -> "chip" + c);
    assertRefused(run("--batch", "hu=chip"), "'chip' has 110 different values for 110 cells");
    addColumn(hu, "donor", c -> c == 5 ? DataFrame.MISSING : "D" + c % 2);
    assertRefused(run("--batch", "hu=donor"), "no value for 1 of 110 cells, such as 'hu_c5'");
  }

  @Test
  void oneBatchIsToldAndChangesNothing() throws IOException {
    assertThat(run().status()).isZero();
    String before = Files.readString(out.resolve("mapping_scores.tsv"));
    addColumn(hu, "donor", c -> "D1");
    Outcome again = run("--batch", "hu=donor", "--force");
    assertThat(again.status()).isZero();
    assertThat(again.err())
        .contains("warning: hu: %s: the batch column 'donor' has one value, 'D1'".formatted(hu));
    assertThat(Files.readString(out.resolve("mapping_scores.tsv"))).isEqualTo(before);
    assertThat(Files.readString(out.resolve("run.json"))).contains("\"batch\": \"donor\"");
  }

  private static void addColumn(Path file, String name, IntFunction<String> value) {
    rewrite(
        file,
        data ->
            data.withObs(
                data.obs()
                    .with(
                        name,
                        Categorical.of(
                            IntStream.range(0, data.obs().rows())
                                .mapToObj(value)
                                .toArray(String[]::new)))));
  }

  @Test
  void aTableOfLabelsThatLeavesCellsOut() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.tsv"), "hu_c0\tneuron\n");
    assertRefused(run("--labels", "hu=" + labels), "labels.tsv", "109 of the 110", "hu_c1");
  }

  private void replaceLine(String table, int line, String by) throws IOException {
    Path file = maps.resolve("humo").resolve(table);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line - 1, by);
    Files.write(file, lines);
  }

  @Test
  void aTableWithElevenColumns() throws IOException {
    replaceLine("hu_to_mo.txt", 3, "g0.0\tg0.0\t72\t200\t50\t2\t1\t200\t1\t200\t0");
    assertRefused(run(), "hu_to_mo.txt", "3", "11");
  }

  @Test
  void textWhereANumberBelongs() throws IOException {
    replaceLine("mo_to_hu.txt", 2, "g0.0\tg0.0\t72\t200\t50\t2\t1\t200\t1\t200\t0\thigh");
    assertRefused(run(), "mo_to_hu.txt", "2", "high");
  }

  @Test
  void anEmptyTable() throws IOException {
    Files.writeString(maps.resolve("humo/hu_to_mo.txt"), "");
    assertRefused(run(), "hu_to_mo.txt", "empty");
  }

  @Test
  void aTableThatIsMissing() throws IOException {
    Files.delete(maps.resolve("humo/mo_to_hu.txt"));
    assertRefused(run(), "mo_to_hu.txt");
  }

  @Test
  void aSpeciesOfThreeCells() {
    rewrite(
        hu,
        data -> {
          HeapExpression.Builder three = HeapExpression.builder(data.genes());
          for (int c = 0; c < 3; c++) {
            three.add(c, 5);
            three.add(10 + c, 3);
            three.endCell();
          }
          return AnnData.of(DataFrame.of(List.of("a", "b", "c")), data.var())
              .withX(BlockMatrix.of(three.build()));
        });
    assertRefused(run(), "hu.h5ad", "3 cells");
  }

  @Test
  void aSpeciesWhoseCellsAreAllAlike() {
    rewrite(
        hu,
        data -> {
          HeapExpression.Builder same = HeapExpression.builder(data.genes());
          for (int c = 0; c < data.cells(); c++) {
            same.add(0, 5);
            same.add(1, 3);
            same.endCell();
          }
          return AnnData.of(data.obs(), data.var()).withX(BlockMatrix.of(same.build()));
        });
    assertRefused(run(), "hu.h5ad");
  }

  @Test
  void anEmptyCellIsToldAndLeftOutAndAGeneThatNobodyHasIsUsed() throws IOException {
    rewrite(
        hu,
        data ->
            data.withX(
                mapped(
                    data,
                    block -> {
                      float[] values = block.values().clone();
                      Arrays.fill(values, 0, block.offsets()[1], 0);
                      return new RowBlock(
                          block.firstCell(), block.rows(), block.offsets(), block.genes(), values);
                    })));
    Outcome ended = run();
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err().lines().filter(line -> line.startsWith("warning: hu: ")))
        .singleElement()
        .asString()
        .contains("hu.h5ad: X: ")
        .contains("1 of 110 cells have no counts and are left out (the first is hu_c0)");
    try (Stream<String> lines = Files.lines(out.resolve("mapping_scores.tsv"))) {
      assertThat(lines).hasSizeGreaterThan(1).noneMatch(l -> l.contains("NaN"));
    }
    try (AnnDataFile file = AnnDataFile.open(out.resolve("samap.h5ad"))) {
      assertThat(file.data().obs().names()).hasSize(219).doesNotContain("hu_c0").contains("hu_c1");
      SparseArray graph =
          (SparseArray) file.data().get(Section.OBSP, "connectivities").orElseThrow();
      float[] values = graph.toSparseMatrix().values();
      assertThat(values).isNotEmpty();
      for (float v : values) {
        assertThat(v).isFinite();
      }
    }
  }

  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    out = file.resolve("out");
    assertRefused(run(), "out");
    assertThat(file).content(StandardCharsets.UTF_8).isEqualTo("not a folder");
  }

  @Test
  void aFailureLeavesEarlierResultsAsTheyWere() throws IOException {
    assertThat(run().status()).isZero();
    byte[] before = Files.readAllBytes(out.resolve("mapping_scores.tsv"));
    replaceFirstValue(hu, -1);
    assertThat(run().status()).isEqualTo(2);
    assertThat(out.resolve("mapping_scores.tsv")).hasBinaryContent(before);
    assertThat(out.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void scoresOfAFolderThatHoldsNoRun() {
    assertRefused(
        Outcome.of("scores", "" + folder, "--labels", "hu=cell_type", "--out", "" + out),
        "samap.h5ad");
  }

  @Test
  void resultsThatWouldReplaceTheInput() throws IOException {
    byte[] before = Files.readAllBytes(hu);
    out = folder.resolve("nowhere");
    assertRefused(
        Outcome.of(
            "run",
            "--species",
            "hu=" + hu,
            "--species",
            "mo=" + mo,
            "--maps",
            "" + maps,
            "--out",
            "" + folder,
            "--quiet"),
        "hu.h5ad",
        "--out");
    assertRefused(Outcome.of("sam", "" + hu, "--out", "" + hu), "hu.h5ad", "--out");
    assertThat(hu).hasBinaryContent(before);
  }

  @Test
  void numbersBeyondAllReason() {
    assertRefused(run("--hops", "2147483647"), "--hops");
    assertRefused(run("--cross-k", "2147483647"), "--cross-k");
    assertRefused(run("--max-neighborhood", "-1"), "--max-neighborhood");
  }

  @Test
  void cellsThatAreAllEmpty() {
    rewrite(
        hu,
        data -> {
          HeapExpression.Builder empty = HeapExpression.builder(data.genes());
          for (int c = 0; c < data.cells(); c++) {
            empty.endCell();
          }
          return AnnData.of(data.obs(), data.var()).withX(BlockMatrix.of(empty.build()));
        });
    assertRefused(run(), "hu.h5ad: X: none of 110 cells has counts");
  }

  @Test
  void aLabelThatIsGivenTwice() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.tsv"), "hu_c0\ta\n\nhu_c0\tb\n");
    assertRefused(run("--labels", "hu=" + labels), "labels.tsv", "line 3", "hu_c0");
  }

  @Test
  void aFinishedResultThatHoldsNoCountsIsNotMadeAnew() {
    Path sam = folder.resolve("new/hu.h5ad");
    assertThat(Outcome.of("sam", "" + hu, "--out", "" + sam, "--no-umap", "--quiet").status())
        .isZero();
    hu = sam;
    assertRefused(run("--redo-sam"), "hu.h5ad", "counts");
    Outcome reused = run();
    assertThat(reused.status()).as(reused.err()).isZero();
    try (AnnDataFile file = AnnDataFile.open(out.resolve("hu.h5ad"))) {
      assertThat(file.data().get(Section.UNS, "run_args", "k")).isPresent();
      assertThat(file.data().get(Section.OBSM, "X_pca")).isPresent();
    }
  }

  @Test
  void scoresMakeTheirOwnFolder() {
    assertThat(run().status()).isZero();
    Outcome ended = Outcome.of("scores", "" + out, "--labels", "hu=cell_type", "--quiet");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(out.resolve("scores/mapping_scores.tsv")).exists();
    assertThat(out.resolve("scores/mapping_table.tsv")).exists();
  }

  private Outcome afterARun(String... command) {
    if (!Files.exists(out)) {
      assertThat(run("--labels", "hu=cell_type", "--labels", "mo=cell_type").status()).isZero();
    }
    return Outcome.of(command);
  }

  /** One line about the mistake, and the run as it was. */
  private void assertRefusedAfterARun(Outcome ended, String... says) {
    assertThat(ended.err()).contains(says).startsWith("samap: error: ").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(out.toFile().list())
        .doesNotContain("scores", "transfer")
        .noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aColumnOfLabelsThatARunDoesNotHave() {
    for (String command : List.of("scores", "transfer")) {
      assertRefusedAfterARun(
          afterARun(command, "" + out, "--labels", "mo=celltype", "--quiet"),
          "mo: obs has no column 'celltype'",
          "cell_type");
    }
  }

  @Test
  void anIterationThatARunDidNotMake() {
    assertRefusedAfterARun(
        afterARun("scores", "" + out, "--iteration", "4", "--quiet"),
        "has no iteration 4; choose one from 1 to 3");
  }

  @Test
  void aRunOfAnOlderLayout() throws IOException {
    assertThat(run().status()).isZero();
    Path combined = out.resolve("samap.h5ad");
    try (Workers workers = Workers.of(1)) {
      AnnData older;
      try (AnnDataFile open = AnnDataFile.open(combined)) {
        AnnData data = open.data().sectionsInMemory();
        older =
            AnnData.of(data.obs(), data.var())
                .with(
                    Section.OBSP,
                    "connectivities",
                    data.get(Section.OBSP, "connectivities").orElseThrow());
      }
      AnnDataWriter.write(older, combined, workers);
    }
    for (String command : List.of("scores", "transfer")) {
      assertRefusedAfterARun(
          Outcome.of(command, "" + out, "--quiet"),
          "samap.h5ad: has no uns/mapping_",
          "repeat the run");
    }
  }

  @Test
  void aFileToClusterThatHoldsNoGraph() throws IOException {
    byte[] before = Files.readAllBytes(hu);
    assertRefused(
        Outcome.of("cluster", "" + hu, "--k", "5", "--in-place", "--quiet"),
        "hu.h5ad",
        "obsp/connectivities");
    assertThat(hu).hasBinaryContent(before);
  }

  @Test
  void moreClustersThanCells() {
    Path sam = folder.resolve("sam.h5ad");
    assertThat(Outcome.of("sam", "" + hu, "--out", "" + sam, "--no-umap", "--quiet").status())
        .isZero();
    assertRefused(
        Outcome.of("cluster", "" + sam, "--k", "111", "--in-place", "--quiet"),
        "--k is 111",
        "has only 110 cells");
    assertRefused(
        Outcome.of("cluster", "" + sam, "--k", "5", "--key", "_index", "--in-place", "--quiet"),
        "--key is '_index'",
        "names of the cells");
  }

  @Test
  void aFileToClusterAndNoPlaceForTheResult() throws IOException {
    byte[] before = Files.readAllBytes(hu);
    String[] neither = {"cluster", "" + hu, "--k", "5", "--quiet"};
    assertRefused(Outcome.of(neither), "cluster needs --out FILE", "or --in-place to change ");
    assertRefused(
        Outcome.of("cluster", "" + hu, "--k", "5", "--out", "" + hu, "--quiet"),
        "--out is " + hu,
        "--in-place");
    assertThat(hu).hasBinaryContent(before);
  }
}
