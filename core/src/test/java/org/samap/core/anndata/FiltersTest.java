package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfFilterException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code filters.h5} was written by the HDF5 library and its blosc plugin. */
class FiltersTest {
  private static final Path FILE =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/filters.h5");

  @Test
  void decodesEveryFilter() {
    try (Hdf5File file = Hdf5File.open(FILE)) {
      assertThat(file.root().getChildren()).hasSize(39);
      for (Node node : file.root()) {
        Values values = ((DenseArray) new ElementReader(file).read(node)).all();
        String name = node.getName();
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

  @Test
  void refusesDamagedData() {
    byte[] damaged = new byte[64];
    damaged[3] = 4;
    damaged[4] = 40;
    damaged[8] = 40;
    assertThatThrownBy(() -> new BloscFilter().decode(damaged, new int[0]))
        .isInstanceOf(HdfFilterException.class);
    assertThatThrownBy(() -> new DeflateFilter().decode(damaged, new int[0]))
        .isInstanceOf(HdfFilterException.class)
        .hasMessage("damaged deflated data");
    assertThatThrownBy(() -> new DeflateFilter().decode(new byte[] {0x78, 1}, new int[0]))
        .isInstanceOf(HdfFilterException.class)
        .hasMessage("deflated data that ends too early");
    assertThatThrownBy(() -> new ZstdFilter().decode(damaged, new int[0]))
        .isInstanceOf(HdfFilterException.class);
  }

  @ParameterizedTest
  @CsvSource({"1, 9", "2, 9", "3, 8", "4, 0", "4, 4", "4, 11", "4, 400", "8, 83"})
  void unshufflesElementsOfAnyWidth(int width, int bytes) {
    byte[] plain = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      plain[i] = (byte) (i * 37 - 90);
    }
    byte[] shuffled = plain.clone();
    int n = bytes / width;
    for (int i = 0; i < n * width; i++) {
      shuffled[i % width * n + i / width] = plain[i];
    }
    assertThat(new ShuffleFilter().decode(shuffled, new int[] {width})).isEqualTo(plain);
  }
}
