package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** What is written can be opened by anndata, whatever was read. */
class StorableTest {
  private static final DenseArray NAMES = vector("x", "y", "z");
  private static final DenseArray AB = vector("a", "b");

  @TempDir Path folder;

  private static DenseArray vector(String... texts) {
    return DenseArray.vector(Values.of(texts));
  }

  private static Categorical coded(Values codes, DenseArray categories) {
    return new Categorical(DenseArray.vector(codes), categories, false);
  }

  @Test
  void takesCodesOfMissingLabelsAsMissing() {
    for (Values codes :
        List.of(
            Values.of(0, Integer.MIN_VALUE, 1),
            new Values(DType.INT8, new byte[] {0, -1, 1}),
            new Values(DType.UINT8, new byte[] {0, -1, 1}),
            new Values(DType.UINT16, new short[] {0, -1, 1}),
            new Values(DType.UINT32, new int[] {0, -1, 1}),
            new Values(DType.UINT64, new long[] {0, -1, 1}))) {
      Categorical valid = coded(codes, AB).valid();
      assertThat(valid.labels()).as(codes.type().name()).containsExactly("a", "nan", "b");
      assertThat(valid.codes().all().ints()).containsExactly(0, -1, 1);
    }
  }

  @Test
  void mergesCategoriesOfOneNameAndDropsThoseThatAreMissing() {
    Categorical twice = coded(Values.of(0, 1, 2), vector("a", "b", "a")).valid();
    assertThat(twice.labels()).containsExactly("a", "b", "a");
    assertThat(twice.categories().all().texts()).containsExactly("a", "b");
    DenseArray numbers = DenseArray.vector(Values.of(1.5, Double.NaN, 2.5));
    Categorical withoutNaN = coded(Values.of(0, 1, 2), numbers).valid();
    assertThat(withoutNaN.labels()).containsExactly("1.5", "nan", "2.5");
    assertThat(withoutNaN.categories().all().doubles()).containsExactly(1.5, 2.5);
  }

  @Test
  void refusesCodesWithoutACategoryEvenOfSomeRows() {
    Categorical broken = coded(Values.of(0, 1, 7), AB);
    assertThatThrownBy(broken::labels)
        .isInstanceOf(InputException.class)
        .hasMessage("row 2 has category 7 of 2; write the file again");
    assertThatThrownBy(broken.select(new int[] {2})::labels)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("row 0 has category ");
    assertThat(broken.select(new int[] {1}).labels()).containsExactly("b");
  }

  @Test
  void leavesOutColumnsThatAnnDataCannotHold() {
    DataFrame table =
        DataFrame.of(List.of("x", "y", "z"))
            .with("good", Values.of(1, 2, 3))
            .with("codes", coded(Values.of(0, 1, 2), AB))
            .with("complex", records("r", "i"))
            .with("records", records("a", "b"))
            .with("wide", DenseArray.of(Values.of(1, 2, 3, 4, 5, 6), 3, 2))
            .with("unread", new Unreadable("/obs/unread", "its elements are times"));
    Map<String, String> leftOut = new LinkedHashMap<>();
    DataFrame kept = table.storable(leftOut::put);
    assertThat(kept.columns().keySet()).containsExactly("good");
    assertThat(leftOut)
        .containsExactly(
            Map.entry("codes", "row 2 has category 2 of 2; write the file again"),
            Map.entry("complex", "it holds complex numbers"),
            Map.entry("records", "it holds records"),
            Map.entry("wide", "it has several values in a row"),
            Map.entry("unread", "its elements are times"));
  }

  private static RecordArray records(String... fields) {
    SequencedMap<String, DenseArray> all = new LinkedHashMap<>();
    for (String field : fields) {
      all.put(field, DenseArray.vector(Values.of(1f, 2f, 3f)));
    }
    return new RecordArray(3, all);
  }

  /** A mapping stands where a column is listed. */
  @Test
  void leavesOutWhatIsNoColumn() {
    ElementWriter elements = new ElementWriter(Progress.Silent.INSTANCE);
    Path path = folder.resolve("b.h5ad");
    try (Workers workers = Workers.of(1)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            elements.write(writer.root(), "var", DataFrame.of(List.of("g")));
            writer
                .root()
                .group(
                    "obs",
                    obs -> {
                      obs.attribute("column-order", new String[] {"odd", "n"});
                      elements.write(obs, "_index", vector("x"));
                      elements.write(obs, "odd", ElementMap.EMPTY.with("n", vector("y")));
                      elements.write(obs, "n", vector("2"));
                    });
            writer.finish();
          });
    }
    try (AnnDataFile file = AnnDataFile.open(path)) {
      Map<String, String> leftOut = new LinkedHashMap<>();
      assertThat(file.data().obs().storable(leftOut::put).labels("n")).containsExactly("2");
      assertThat(leftOut).containsExactly(Map.entry("odd", "it is no column"));
    }
  }

  @Test
  void leavesOutPartsAtAnyDepth() {
    Unreadable odd = new Unreadable("/uns/a/odd", "its encoding is awkward-array");
    ElementMap inner = ElementMap.EMPTY.with("odd", odd).with("number", DenseArray.scalar(3));
    AnnData data = AnnData.of(DataFrame.of(List.of("c")), DataFrame.of(List.of("g")));
    data =
        data.with(Section.UNS, "a", inner)
            .with(Section.LAYERS, "x", odd)
            .with(Section.UNS, "labels", coded(Values.of(5), AB));
    Map<String, String> leftOut = new LinkedHashMap<>();
    AnnData kept = data.storable(leftOut::put);
    assertThat(leftOut.keySet()).containsExactlyInAnyOrder("uns/a/odd", "layers/x", "uns/labels");
    assertThat(kept.section(Section.UNS).entries().keySet()).containsExactly("a");
    assertThat(kept.get(Section.UNS, "a", "number")).isPresent();
    assertThat(kept.get(Section.UNS, "a", "odd")).isEmpty();
  }

  @Test
  void storesAColumnOfTheNamesOnce() {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    columns.put("kind", coded(Values.of(0, Integer.MIN_VALUE, 1), AB));
    columns.put("name", NAMES);
    columns.put("merged", coded(Values.of(0, 1, 2), vector("a", "b", "a")));
    DataFrame obs = new DataFrame("name", NAMES, columns);
    DataFrame stored = written(obs.storable((name, why) -> {}));
    assertThat(stored.indexName()).isEqualTo("name");
    assertThat(stored.columns().keySet()).containsExactly("kind", "name", "merged");
    assertThat(stored.labels("name")).isEqualTo(stored.names()).containsExactly("x", "y", "z");
    Python.check("storable.py", folder.resolve("a.h5ad"));
  }

  @Test
  void keepsAColumnOfTheNameOfTheIndexWithOtherValues() {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    columns.put("name", vector("x", "x", "z"));
    DataFrame stored = written(new DataFrame("name", NAMES, columns));
    assertThat(stored.indexName()).isEqualTo("_index");
    assertThat(stored.names()).containsExactly("x", "y", "z");
    assertThat(stored.labels("name")).containsExactly("x", "x", "z");
  }

  private DataFrame written(DataFrame obs) {
    Path path =
        Samples.write(AnnData.of(obs, DataFrame.of(List.of("g"))), folder.resolve("a.h5ad"));
    try (AnnDataFile file = AnnDataFile.open(path)) {
      return file.data().obs().inMemory();
    }
  }
}
