package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.hdf5.Hdf5Dataset;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.Workers;

/** The awkward corners of the format, read back by the HDF5 library. */
class Hdf5WriterTest {
  @TempDir Path folder;

  @Test
  void writesWhatTheLibraryReadsAndChanges() {
    Python.check("writer.py", write(2));
  }

  @Test
  @Tag("slow")
  void writesAnIndexOfThreeLevels() {
    Python.check("deep.py", writeTo(2, "deep.h5", Hdf5WriterTest::fillDeep));
  }

  @Test
  void writesTheSameBytesForAnyNumberOfThreads() throws IOException {
    Path one = write(1);
    assertThat(Files.mismatch(one, write(2))).isEqualTo(-1);
    assertThat(Files.mismatch(one, write(5))).isEqualTo(-1);
  }

  @Test
  void refusesNamesThatHdf5DoesNotHave() {
    for (String name : List.of("", ".", "/a", "a/", "a//b", "a\0")) {
      assertThatThrownBy(() -> writeTo(1, "bad.h5", g -> g.scalar(name, Hdf5Type.INT8, one())))
          .as("name '%s'", name)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be a name");
    }
  }

  @Test
  void refusesTwoMembersOfOneName() {
    assertThatThrownBy(
            () ->
                writeTo(
                    1,
                    "bad.h5",
                    g -> {
                      g.scalar("a", Hdf5Type.INT8, one());
                      g.scalar("a", Hdf5Type.INT8, one());
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two members are named 'a'");
  }

  @Test
  void refusesContentThatDoesNotFillTheShape() {
    assertThatThrownBy(
            () -> writeTo(1, "bad.h5", g -> g.dataset("a", Hdf5Type.INT8, new long[] {2}, one())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 bytes for 2 rows of 1 bytes");
  }

  private Path write(int threads) {
    return writeTo(threads, threads + ".h5", Hdf5WriterTest::fill);
  }

  private Path writeTo(int threads, String name, Hdf5Group.Content<Hdf5Group> content) {
    Path path = folder.resolve(name);
    try (Workers workers = Workers.of(threads)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            content.writeTo(writer.root());
            writer.finish();
          });
    }
    return path;
  }

  private static void fill(Hdf5Group root) throws IOException {
    root.dataset(
        "long",
        Hdf5Type.INT32,
        new long[] {Hdf5Dataset.OPEN},
        d -> append(d, 5_000_000, i -> 3 * i));
    root.dataset("cube", Hdf5Type.INT32, new long[] {7, 3, 50}, d -> append(d, 1050, i -> i));
    root.dataset("nothing", Hdf5Type.STRING, new long[] {0}, d -> d.append());
    root.dataset("no_columns", Hdf5Type.FLOAT32, new long[] {5, 0}, d -> d.append());
    root.empty("null", d -> d.attribute("encoding-type", "null"));
    root.scalar("scalar", Hdf5Type.FLOAT64, d -> d.append(little(8).putDouble(2.5).flip()));
    String[] texts =
        IntStream.range(0, 30_000)
            .mapToObj(i -> i == 0 ? "" : "\u00e4\u4e2d " + i)
            .toArray(String[]::new);
    root.dataset("texts", Hdf5Type.STRING, new long[] {Hdf5Dataset.OPEN}, d -> d.append(texts));
    root.scalar("book", Hdf5Type.STRING, d -> d.append("x".repeat(200_000)));
    root.group("many", Hdf5WriterTest::fillMany);
    root.group("a", g -> g.dataset("b/c", Hdf5Type.INT8, new long[] {1}, one()));
    root.group("wide", Hdf5WriterTest::fillWide);
    root.group("narrow", g -> g.attribute("column-order", new String[0]));
    fillRecords(root);
  }

  private static void fillDeep(Hdf5Group root) throws IOException {
    root.dataset(
        "deep",
        Hdf5Type.FLOAT64,
        new long[] {4200, 17_000},
        d -> {
          for (int row = 0; row < 4200; row++) {
            d.append(little(8 * 17_000).putDouble(0, row).putDouble(8 * 16_999, row + 0.5));
          }
        });
  }

  private static void fillMany(Hdf5Group g) throws IOException {
    for (int i = 0; i < 20_000; i++) {
      int value = i;
      g.scalar("entry " + i, Hdf5Type.INT32, d -> append(d, 1, x -> value));
    }
  }

  private static void fillWide(Hdf5Group g) throws IOException {
    g.attribute("encoding-type", "dataframe");
    g.attribute(
        "column-order",
        IntStream.range(0, 6000).mapToObj(i -> "column " + i).toArray(String[]::new));
    g.attribute("shape", 1L << 40, 3);
    g.attribute("ordered", true);
  }

  private static void fillRecords(Hdf5Group root) throws IOException {
    Hdf5Type type =
        Hdf5Type.compound(
            List.of(
                new Hdf5Type.Member("name", Hdf5Type.STRING),
                new Hdf5Type.Member("pair", Hdf5Type.INT16.array(2)),
                new Hdf5Type.Member("flag", Hdf5Type.BOOL)));
    root.dataset(
        "records",
        type,
        new long[] {2},
        d -> {
          ByteBuffer names = d.references("g1", "g2");
          ByteBuffer b = little(2 * type.size());
          for (int i = 0; i < 2; i++) {
            b.putLong(names.getLong()).putLong(names.getLong());
            b.putShort((short) (2 * i + 1)).putShort((short) (2 * i + 2)).put((byte) (1 - i));
          }
          d.append(b.flip());
        });
  }

  private static Hdf5Group.Content<Hdf5Dataset> one() {
    return d -> d.append(ByteBuffer.wrap(new byte[] {1}));
  }

  private static void append(Hdf5Dataset d, int count, IntUnaryOperator value) throws IOException {
    ByteBuffer b = little(4 * count);
    for (int i = 0; i < count; i++) {
      b.putInt(value.applyAsInt(i));
    }
    d.append(b.flip());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
