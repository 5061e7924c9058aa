package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samap.core.anndata.zarr.ZarrFile;
import org.samap.core.run.RandomStream;

/** What is written as Zarr, in any way, reads as what was written as h5ad. */
class ZarrPropertiesTest {

  @Property(tries = 30)
  void readsEveryLayout(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 3) int version,
      @ForAll ZarrPacking packing,
      @ForAll @IntRange(min = 1, max = 9) int chunk,
      @ForAll Set<ZarrLayout.Option> options) {
    ZarrLayout layout = new ZarrLayout(version, packing, chunk, options);
    RandomStream random = RandomStream.of(seed, "test", 0);
    AnnData all = AnnDataPropertiesTest.randomData(random, random.nextInt(20), random.nextInt(6));
    AnnData data = all.with(Section.UNS, "records", DenseArray.vector(Values.of(1, 2, 3)));
    AnnDataPropertiesTest.inTemporaryFile(
        h5ad -> {
          Samples.write(data, h5ad);
          Map<String, byte[]> keys = ZarrCopy.of(h5ad, layout);
          Path zip = ZarrCopy.zip(keys, h5ad.resolveSibling("a.zip"), random.nextBoolean());
          try (AnnDataFile expected = AnnDataFile.open(h5ad);
              ZarrFile actual = ZarrFile.open(zip)) {
            assertSame(expected.data(), actual.data());
          }
        });
  }

  static void assertSame(AnnData expected, AnnData actual) {
    AnnDataPropertiesTest.assertSame(expected.obs(), actual.obs());
    AnnDataPropertiesTest.assertSame(expected.var(), actual.var());
    AnnDataPropertiesTest.assertSame(expected.x().orElseThrow(), actual.x().orElseThrow());
    Raw raw = expected.raw().orElseThrow();
    AnnDataPropertiesTest.assertSame(raw.x(), actual.raw().orElseThrow().x());
    AnnDataPropertiesTest.assertSame(raw.var(), actual.raw().orElseThrow().var());
    for (Section s : Section.values()) {
      AnnDataPropertiesTest.assertSame(expected.section(s), actual.section(s));
    }
  }

  @Property(tries = 150)
  void readsAnyBoxOfAnArray(
      @ForAll long seed,
      @ForAll DType type,
      @ForAll @IntRange(max = 3) int rank,
      @ForAll @IntRange(min = 2, max = 3) int version,
      @ForAll ZarrPacking packing,
      @ForAll @IntRange(min = 1, max = 5) int chunk,
      @ForAll Set<ZarrLayout.Option> options)
      throws IOException {
    RandomStream random = RandomStream.of(seed, "test", 0);
    long[] shape = new long[rank];
    Arrays.setAll(shape, a -> random.nextInt(12));
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    DenseArray written =
        DenseArray.of(AnnDataPropertiesTest.randomValues(random, type, size), shape);
    ZarrLayout layout = new ZarrLayout(version, packing, chunk, options);
    AnnDataPropertiesTest.inTemporaryFile(
        h5ad -> {
          Samples.write(Samples.named(2, 3).with(Section.UNS, "array", written), h5ad);
          Path zip = ZarrCopy.zip(ZarrCopy.of(h5ad, layout), h5ad.resolveSibling("a.zip"), false);
          try (ZarrFile file = ZarrFile.open(zip)) {
            DenseArray read = (DenseArray) file.data().get(Section.UNS, "array").orElseThrow();
            assertThat(read.type()).isEqualTo(type);
            assertThat(read.shape()).isEqualTo(shape);
            assertThat(read.all()).isEqualTo(written.all());
            for (int i = 0; i < 5; i++) {
              long[] from = new long[rank];
              int[] count = new int[rank];
              for (int a = 0; a < rank; a++) {
                from[a] = random.nextInt((int) shape[a] + 1);
                count[a] = random.nextInt((int) (shape[a] - from[a]) + 1);
              }
              assertThat(read.slice(from, count)).isEqualTo(written.slice(from, count));
            }
          }
        });
  }
}
