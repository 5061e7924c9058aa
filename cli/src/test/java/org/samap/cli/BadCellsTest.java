package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.matrix.FloatMatrix;

/** What a user gets for files of cells that cannot be used. */
class BadCellsTest {
  @TempDir private Path folder;
  private GoodInput in;

  @BeforeEach
  void copyGoodInput() throws IOException {
    in = GoodInput.in(folder);
  }

  @Test
  void goodInputGivesResults() {
    assertThat(in.run().status()).isZero();
    assertThat(in.out().resolve("mapping_scores.tsv")).exists();
    assertThat(in.out().resolve("run.json")).exists();
    assertThat(in.out().toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aFileThatIsMissing() throws IOException {
    Files.delete(in.hu());
    in.assertRefused(in.run(), "hu.h5ad");
  }

  @Test
  void aFileThatIsCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(in.hu());
    Files.write(in.hu(), Arrays.copyOf(whole, whole.length / 2));
    in.assertRefused(in.run(), "hu.h5ad");
  }

  @Test
  void aFileThatIsNoHdf5() throws IOException {
    Files.writeString(in.hu(), "cell,gene,count\n");
    in.assertRefused(in.run(), "hu.h5ad", "has one line only");
  }

  @Test
  void aFileWithoutX() {
    in.rewrite(data -> AnnData.of(data.obs(), data.var()));
    in.assertRefused(in.run(), "hu.h5ad", "X");
  }

  @Test
  void countsThatAreNoNumbers() {
    in.changeValues(x -> x.values()[0] = Float.NaN);
    in.assertRefused(in.run(), "hu.h5ad", "hu_c0");
  }

  @Test
  void negativeCounts() {
    in.changeValues(x -> x.values()[0] = -1);
    in.assertRefused(in.run(), "hu.h5ad", "negative", "hu_c0");
  }

  @Test
  void loggedValuesAreUsedWithAWarning() {
    in.changeValues(
        x -> {
          for (int i = 0; i < x.values().length; i++) {
            x.values()[i] = (float) Math.log1p(x.values()[i]);
          }
        });
    Outcome ended = in.run();
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("warning").contains("normali").contains("hu.h5ad");
  }

  @Test
  void denseCountsAreUsed() {
    in.rewrite(
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
    Outcome ended = in.run();
    assertThat(ended.status()).as(ended.err()).isZero();
  }

  @Test
  void filesOfOneSpeciesWithoutACommonGene() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "gene,c1\nENS1,3\n");
    in.assertRefused(in.run("--species", "hu=" + other), "have no gene in common (", ", ENS1)");
  }

  @Test
  void aSpeciesOfThreeCells() {
    in.rewrite(
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
    in.assertRefused(in.run(), "hu.h5ad", "3 cells");
  }

  @Test
  void aSpeciesWhoseCellsAreAllAlike() {
    in.rewrite(
        data -> {
          HeapExpression.Builder same = HeapExpression.builder(data.genes());
          for (int c = 0; c < data.cells(); c++) {
            same.add(0, 5);
            same.add(1, 3);
            same.endCell();
          }
          return AnnData.of(data.obs(), data.var()).withX(BlockMatrix.of(same.build()));
        });
    in.assertRefused(in.run(), "hu.h5ad");
  }

  @Test
  void cellsThatAreAllEmpty() {
    in.rewrite(
        data -> {
          HeapExpression.Builder empty = HeapExpression.builder(data.genes());
          for (int c = 0; c < data.cells(); c++) {
            empty.endCell();
          }
          return AnnData.of(data.obs(), data.var()).withX(BlockMatrix.of(empty.build()));
        });
    in.assertRefused(in.run(), "hu.h5ad: X: none of 110 cells has counts");
  }

  @Test
  void anEmptyCellIsToldAndLeftOutAndAGeneThatNobodyHasIsUsed() throws IOException {
    in.changeValues(x -> Arrays.fill(x.values(), 0, x.offsets()[1], 0));
    Outcome ended = in.run();
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err().lines().filter(line -> line.startsWith("warning: hu: ")))
        .singleElement()
        .asString()
        .contains("hu.h5ad: X: ")
        .contains("1 of 110 cells have no counts and are left out (the first is hu_c0)");
    try (Stream<String> lines = Files.lines(in.out().resolve("mapping_scores.tsv"))) {
      assertThat(lines).hasSizeGreaterThan(1).noneMatch(l -> l.contains("NaN"));
    }
    try (AnnDataFile file = AnnDataFile.open(in.out().resolve("samap.h5ad"))) {
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
  void aFinishedResultThatHoldsNoCountsIsNotMadeAnew() {
    Path sam = folder.resolve("new/hu.h5ad");
    assertThat(Outcome.of("sam", "" + in.hu(), "--out", "" + sam, "--no-umap", "--quiet").status())
        .isZero();
    GoodInput finished = new GoodInput(sam, in.mo(), in.maps(), in.out());
    in.assertRefused(finished.run("--redo-sam"), "hu.h5ad", "counts");
    Outcome reused = finished.run();
    assertThat(reused.status()).as(reused.err()).isZero();
    try (AnnDataFile file = AnnDataFile.open(in.out().resolve("hu.h5ad"))) {
      assertThat(file.data().get(Section.UNS, "run_args", "k")).isPresent();
      assertThat(file.data().get(Section.OBSM, "X_pca")).isPresent();
    }
  }

  @Test
  void aFailureLeavesEarlierResultsAsTheyWere() throws IOException {
    assertThat(in.run().status()).isZero();
    byte[] before = Files.readAllBytes(in.out().resolve("mapping_scores.tsv"));
    in.changeValues(x -> x.values()[0] = -1);
    assertThat(in.run().status()).isEqualTo(2);
    assertThat(in.out().resolve("mapping_scores.tsv")).hasBinaryContent(before);
    assertThat(in.out().toFile().list()).noneMatch(name -> name.startsWith("."));
  }
}
