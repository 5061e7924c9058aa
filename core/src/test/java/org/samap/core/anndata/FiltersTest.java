package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.samap.core.golden.Golden;

/** {@code filters.h5} was written by the HDF5 library and its blosc plugin. */
class FiltersTest {
  private static final Path FILE =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/filters.h5");

  @Test
  void decodesEveryFilter() {
    try (Hdf5File file = Hdf5File.open(FILE)) {
      assertThat(file.root().names()).hasSize(39);
      for (String name : file.root().names()) {
        Store store = new Hdf5Store(file);
        Store.Node node = store.root().member(name).orElseThrow();
        Values values = ((DenseArray) new ElementReader(store).read(node)).all();
        assertThat(values.doubles())
            .as(name)
            .isEqualTo(LongStream.range(0, 3000).mapToDouble(i -> expected(name, i)).toArray());
      }
    }
  }

  private static long expected(String name, long i) {
    return switch (name.substring(name.length() - 2)) {
      case "f4" -> i % 3 == 0 ? i * 7919 % 251 : 0;
      case "i8" -> i * i;
      default -> i * 7919 % 251;
    };
  }

  /** The same data, once packed with blosc and snappy by Python's hdf5plugin. */
  @Test
  void decodesSnappyInBlosc() {
    Path cases = Golden.shared("cases");
    try (AnnDataFile packed = AnnDataFile.open(cases.resolve("h17_blosc_snappy/in.h5ad"));
        AnnDataFile plain = AnnDataFile.open(cases.resolve("base_aa.h5ad"))) {
      SparseArray expected = (SparseArray) plain.data().x().orElseThrow();
      SparseArray found = (SparseArray) packed.data().x().orElseThrow();
      assertThat(expected.entries()).isPositive();
      assertThat(found.data().all()).isEqualTo(expected.data().all());
      assertThat(found.indices().all()).isEqualTo(expected.indices().all());
    }
  }
}
