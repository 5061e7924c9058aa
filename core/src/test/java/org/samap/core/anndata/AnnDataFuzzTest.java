package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.fuzz.Fuzz;
import org.samap.core.fuzz.Specimen;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

/** Damaged AnnData files are read, or refused in one line. */
class AnnDataFuzzTest {
  /** Files of Python's writer, which {@code fuzz.py} made. */
  private static final Path PYTHON =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/fuzz");

  @TempDir Path folder;

  @Test
  void readsOrRefusesDamagedFiles() throws IOException {
    Fuzz.survives(Fuzz.FEW, folder, specimens(), Everything::read);
  }

  @Test
  @Tag("slow")
  void readsOrRefusesManyDamagedFiles() throws IOException {
    Fuzz.survives(Fuzz.MANY, folder, specimens(), Everything::read);
  }

  /** Files of R, of old and new Python, with compound tables, categories apart, three logicals. */
  @Test
  @Tag("slow")
  void readsOrRefusesDamagedFilesOfManyWriters() throws IOException {
    List<Specimen> specimens;
    try (Stream<Path> files = Files.list(Golden.shared("data/io_conformance"))) {
      specimens =
          files
              .filter(AnnDataFuzzTest::isSmall)
              .filter(AnnDataFuzzTest::isRead)
              .sorted()
              .map(Specimen::of)
              .toList();
    }
    assertThat(specimens).hasSizeGreaterThan(8);
    Fuzz.survives(Fuzz.MANY / 5, folder, specimens, Everything::read);
  }

  private static boolean isSmall(Path file) {
    return Files.isRegularFile(file) && file.toFile().length() < 300_000;
  }

  /** Some have no counts. */
  private static boolean isRead(Path file) {
    try {
      Everything.read(file);
      return true;
    } catch (InputException e) {
      return false;
    }
  }

  private List<Specimen> specimens() {
    return Stream.concat(
            IntStream.range(0, 3).mapToObj(this::written),
            Stream.of("earliest.h5ad", "latest.h5ad").map(PYTHON::resolve))
        .map(Specimen::of)
        .toList();
  }

  /** Whole numbers by rows, by columns, or dense; the first with elements of every kind. */
  private Path written(int kind) {
    RandomStream random = RandomStream.of(1, "specimen", kind);
    int cells = 9;
    int genes = 6;
    SparseMatrix counts = AnnDataPropertiesTest.randomMatrix(random, cells, genes);
    Element x =
        switch (kind) {
          case 0 -> SparseArray.of(counts);
          case 1 -> columns(counts);
          default -> dense(counts);
        };
    AnnData data =
        kind == 0
            ? AnnDataPropertiesTest.randomData(random, cells, genes)
            : Samples.named(cells, genes)
                .with(Section.OBSM, "X_pca", dense(counts))
                .withObs(
                    DataFrame.of(Samples.names("c", cells))
                        .with("label", Categorical.of("a", "b", "a", "c", "a", "b", "a", "c", "d"))
                        .with("n", Values.of(3, 1, 4, 1, 5, 9, 2, 6, 5)));
    return Samples.write(
        data.withX(x).with(Section.LAYERS, "counts", x), folder.resolve(kind + ".h5ad"));
  }

  private static SparseArray columns(SparseMatrix m) {
    SparseArray rows = SparseArray.of(m.transpose());
    return new SparseArray(
        SparseArray.Layout.CSC, m.rows(), m.columns(), rows.data(), rows.indices(), rows.indptr());
  }

  private static DenseArray dense(SparseMatrix m) {
    float[] values = new float[m.rows() * m.columns()];
    for (int r = 0; r < m.rows(); r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        values[r * m.columns() + m.index(p)] = m.value(p);
      }
    }
    return DenseArray.of(Values.of(values), m.rows(), m.columns());
  }
}
