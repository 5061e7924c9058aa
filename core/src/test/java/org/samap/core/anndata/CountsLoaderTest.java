package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.samap.core.anndata.Samples.dense;
import static org.samap.core.anndata.Samples.named;
import static org.samap.core.anndata.Samples.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.expression.RowBlock;
import org.samap.core.golden.Golden;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class CountsLoaderTest {
  private static final DenseArray COUNTS = dense(2, 1, 0, 0, 3, 2, 5);
  private static final DenseArray LOGGED = dense(2, 0.5f, 0, 0, 1.5f, 1, 2);

  @TempDir Path folder;
  private final Samples.Said said = new Samples.Said();

  @Test
  void takesXWhereThereIsNoRaw() {
    Counts counts = load(named(3, 2).withX(COUNTS));
    assertThat(counts.origin()).endsWith("in.h5ad: X");
    assertThat(counts.cells()).containsExactly("c0", "c1", "c2");
    assertThat(counts.genes()).containsExactly("g0", "g1");
    assertThat(counts.counts().entries()).isEqualTo(4);
    RowBlock block = counts.counts().block(0);
    assertThat(block.offsets()).containsExactly(0, 1, 2, 4);
    assertThat(block.genes()).containsExactly(0, 1, 0, 1);
    assertThat(block.values()).containsExactly(1, 3, 2, 5);
    assertThat(said.warnings).isEmpty();
  }

  @Test
  void takesRawWithItsOwnGenesWhereThereIsOne() {
    Raw raw = new Raw(dense(3, 1, 2, 3, 4, 5, 6), frame("r0", "r1", "r2"), ElementMap.EMPTY);
    Counts counts = load(named(2, 1).withX(dense(1, 7, 8)).withRaw(raw));
    assertThat(counts.origin()).endsWith("raw/X");
    assertThat(counts.genes()).containsExactly("r0", "r1", "r2");
  }

  @Test
  void takesTheLayerOfCountsWhereRawIsLogged() {
    AnnData data = named(3, 2).withX(LOGGED).with(Section.LAYERS, "counts", COUNTS);
    Counts counts = load(data.withRaw(new Raw(LOGGED, frame("r0", "r1"), ElementMap.EMPTY)));
    assertThat(counts.origin()).endsWith("layers/counts");
    assertThat(counts.genes()).containsExactly("g0", "g1");
    assertThat(said.infos).singleElement().asString().contains("raw/X does not hold counts");
    assertThat(said.warnings).isEmpty();
  }

  @Test
  void takesXWhereRawIsLogged() {
    Raw raw = new Raw(LOGGED, frame("r0", "r1"), ElementMap.EMPTY);
    assertThat(load(named(3, 2).withX(COUNTS).withRaw(raw)).origin()).endsWith(": X");
  }

  @Test
  void warnsWhereNothingIsCounts() {
    Counts counts = load(named(3, 2).withX(LOGGED));
    assertThat(counts.counts().entries()).isEqualTo(4);
    assertThat(said.warnings)
        .singleElement()
        .asString()
        .contains("X: 2 values are not whole numbers (the first is 0.5, of gene g0 in cell c0)")
        .contains("look normalised");
  }

  @Test
  void takesTheMatrixThatIsNamed() {
    AnnData data =
        named(3, 2)
            .withX(COUNTS)
            .with(Section.LAYERS, "spliced", dense(2, 9, 0, 0, 0, 0, 0))
            .withRaw(new Raw(COUNTS, frame("r0", "r1"), ElementMap.EMPTY));
    assertThat(load(data, "spliced").counts().entries()).isEqualTo(1);
    assertThat(load(data, "X").genes()).containsExactly("g0", "g1");
    assertThat(load(data, "raw").genes()).containsExactly("r0", "r1");
  }

  @Test
  void tellsOfEmptyNames() {
    AnnData data =
        AnnData.of(frame("c", ""), frame("", "a", "")).withX(DenseArray.of(ones(6), 2, 3));
    assertThat(load(data).genes()).containsExactly("", "a", "-1");
    assertThat(said.warnings)
        .anySatisfy(w -> assertThat(w).contains("genes: 1 names are repeated ('');"))
        .anySatisfy(w -> assertThat(w).endsWith("cells: the name at position 2 is empty"));
  }

  @Test
  void makesRepeatedNamesUniqueAsAnnDataDoes() {
    DataFrame var = frame("a", "a", "a-1", "b", "a", "b");
    Counts counts = load(AnnData.of(frame("c", "c"), var).withX(DenseArray.of(ones(12), 2, 6)));
    assertThat(counts.genes()).containsExactly("a", "a-2", "a-1", "b", "a-3", "b-1");
    assertThat(counts.cells()).containsExactly("c", "c-1");
    assertThat(counts.obs().names()).containsExactly("c", "c-1");
    assertThat(said.warnings)
        .anySatisfy(w -> assertThat(w).contains("genes: 3 names are repeated (a, b)"))
        .anySatisfy(w -> assertThat(w).contains("cells: 1 names are repeated (c)"));
  }

  @Test
  void keepsObsAfterTheFileIsClosed() {
    AnnData data = named(3, 2).withX(COUNTS);
    DataFrame obs = data.obs().with("type", Categorical.of("B", "T", "B"));
    Counts counts = load(AnnData.of(obs, data.var()).withX(COUNTS));
    assertThat(counts.labels("type")).containsExactly("B", "T", "B");
  }

  @Test
  void listsTheColumnsOfObsWhereOneDoesNotExist() {
    DataFrame obs = frame("c0", "c1", "c2").with("n", Values.of(1, 2, 3));
    Counts counts = load(AnnData.of(obs, frame("g0", "g1")).withX(COUNTS));
    assertThatThrownBy(() -> counts.labels("cell_type"))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("in.h5ad: X: obs: no column 'cell_type'; choose one of: n");
  }

  @Test
  void leavesOutAColumnOfCodesWithoutACategory() {
    DataFrame obs = frame("c0", "c1", "c2");
    Categorical broken = Categorical.of(new String[] {"B"}, 0, -1, 4);
    Counts counts = load(AnnData.of(obs.with("type", broken), frame("g0", "g1")).withX(COUNTS));
    assertThat(counts.obs().columns()).isEmpty();
    assertThat(said.warnings)
        .singleElement()
        .asString()
        .endsWith(
            "in.h5ad: the column 'type' of the cells is left out: row 2 has category 4 of 1; write"
                + " the file again");
  }

  @Test
  void sortsRowsAndSumsDuplicatesAndDropsZeros() {
    SparseArray x =
        new SparseArray(
            SparseArray.Layout.CSR,
            3,
            4,
            DenseArray.vector(Values.of(1f, 2f, 3f, 0f, 4f, 5f)),
            DenseArray.vector(Values.of(3, 1, 3, 0, 2, 0)),
            DenseArray.vector(Values.of(0L, 3L, 4L, 6L)));
    RowBlock b = load(named(3, 4).withX(x)).counts().block(0);
    assertThat(b.offsets()).containsExactly(0, 2, 2, 4);
    assertThat(b.genes()).containsExactly(1, 3, 0, 2);
    assertThat(b.values()).containsExactly(2, 4, 5, 4);
  }

  @Test
  void readsCompressedColumns() {
    SparseArray x =
        new SparseArray(
            SparseArray.Layout.CSC,
            3,
            2,
            DenseArray.vector(new Values(DType.UINT8, new byte[] {1, 2, 3, 0, (byte) 200})),
            DenseArray.vector(Values.of(2, 0, 2, 1, 2)),
            DenseArray.vector(Values.of(0, 3, 5)));
    RowBlock b = load(named(3, 2).withX(x)).counts().block(0);
    assertThat(b.offsets()).containsExactly(0, 1, 1, 3);
    assertThat(b.genes()).containsExactly(0, 0, 1);
    assertThat(b.values()).containsExactly(2, 4, 200);
  }

  @Test
  void namesGeneAndCellOfAValueThatIsNaN() {
    assertRefuses(named(2, 2).withX(dense(2, 1, 0, Float.NaN, Float.POSITIVE_INFINITY)))
        .hasMessageContaining("in.h5ad: X: 2 values are NaN or infinite")
        .hasMessageContaining("the first is NaN, of gene g0 in cell c1");
  }

  @Test
  void namesGeneAndCellOfANegativeValue() {
    assertRefuses(named(2, 2).withX(dense(2, 1, -2, 3, 4)))
        .hasMessageContaining("1 values are negative; the first is -2.0, of gene g1 in cell c0")
        .hasMessageContaining("layer");
  }

  @Test
  void listsTheMatricesWhereTheNamedOneDoesNotExist() {
    AnnData data = named(3, 2).withX(COUNTS).with(Section.LAYERS, "spliced", COUNTS);
    Path path = write(data, folder.resolve("in.h5ad"));
    assertThatThrownBy(() -> load(path, Optional.of("umi")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("there is no matrix 'umi'; choose one of: X, spliced");
  }

  @Test
  void refusesAFileWithoutX() {
    assertRefuses(named(2, 2)).hasMessageContaining("has neither X nor raw");
  }

  @Test
  void refusesAStoredFileWithoutX() {
    Path file = Golden.shared("data/io_conformance/anndata_v0.11.4.h5ad");
    assertThatThrownBy(() -> load(file, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has neither X nor raw");
  }

  @Test
  void refusesDataWithoutCellsOrGenes() {
    assertRefuses(named(0, 2).withX(DenseArray.of(ones(0), 0, 2)))
        .hasMessageContaining("has 0 cells and 2 genes");
  }

  @Test
  void refusesIndicesOutsideTheMatrix() {
    for (SparseArray.Layout layout : SparseArray.Layout.values()) {
      SparseArray x =
          new SparseArray(
              layout,
              2,
              2,
              DenseArray.vector(Values.of(1f)),
              DenseArray.vector(Values.of(7)),
              DenseArray.vector(Values.of(0, 1, 1)));
      assertRefuses(named(2, 2).withX(x)).hasMessageContaining("X cannot be used: index 7");
    }
  }

  @Test
  void refusesAMissingFileAndAFolder() {
    assertThatThrownBy(() -> load(folder.resolve("none.h5ad"), Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("none.h5ad: no such file; check the name");
    assertThatThrownBy(() -> load(folder, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is a folder without cells in a known format");
  }

  @Test
  void refusesATruncatedFileWhereverItEnds() throws IOException {
    byte[] whole = Files.readAllBytes(write(named(3, 2).withX(COUNTS), folder.resolve("in.h5ad")));
    for (int length : new int[] {9, 20, 47, 48, whole.length / 2, whole.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.h5ad"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> load(cut, Optional.empty()))
          .as("%d bytes", length)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("cut.h5ad: ");
    }
  }

  @Test
  void refusesAFileWithDamagedContent() throws IOException {
    float[] many = new float[300_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 31 % 1009;
    }
    Path path = write(named(1000, 300).withX(dense(300, many)), folder.resolve("in.h5ad"));
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[200]), 66_600);
    }
    assertThatThrownBy(() -> load(path, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("in.h5ad: /X cannot be read");
  }

  @Test
  void refusesPartsOfDifferentLengths() {
    Path path = folder.resolve("in.h5ad");
    writeParts(
        path,
        root -> {
          ElementWriter w = new ElementWriter(Progress.Silent.INSTANCE);
          w.write(root, "obs", frame("c0"));
          w.write(root, "var", frame("g0", "g1"));
          w.write(root, "X", COUNTS);
        });
    assertThatThrownBy(() -> load(path, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("X is 3 x 2, but obs and var make it 1 x 2");
  }

  @Test
  void refusesASparseMatrixThatLacksAPart() {
    Path path = folder.resolve("in.h5ad");
    writeParts(
        path,
        root -> {
          ElementWriter w = new ElementWriter(Progress.Silent.INSTANCE);
          w.write(root, "obs", frame("c0"));
          w.write(root, "var", frame("g0"));
          root.group(
              "X",
              g -> {
                ElementWriter.encoding(g, "csr_matrix", "0.1.0");
                g.attribute("shape", 1, 1);
                w.write(g, "data", DenseArray.vector(Values.of(1f)));
              });
        });
    assertThatThrownBy(() -> load(path, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("X cannot be used: it is inconsistent (it has no array 'indices')");
  }

  private static void writeParts(Path path, Hdf5Group.Content<Hdf5Group> content) {
    try (Workers workers = Workers.of(1)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            content.writeTo(writer.root());
            writer.finish();
          });
    }
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefuses(AnnData data) {
    Path path = write(data, folder.resolve("in.h5ad"));
    return assertThatThrownBy(() -> load(path, Optional.empty()))
        .isInstanceOf(InputException.class);
  }

  private Counts load(AnnData data) {
    return load(write(data, folder.resolve("in.h5ad")), Optional.empty());
  }

  private Counts load(AnnData data, String matrix) {
    return load(write(data, folder.resolve("in.h5ad")), Optional.of(matrix));
  }

  private Counts load(Path path, Optional<String> matrix) {
    try (Workers workers = Workers.of(2)) {
      return CountsLoader.load(path, matrix, workers, said);
    }
  }

  private static Values ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return Values.of(ones);
  }

  private static DataFrame frame(String... names) {
    return DataFrame.of(List.of(names));
  }
}
