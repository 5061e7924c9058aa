package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Writer;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Texts with a mask, as AnnData 0.13 writes them with pandas 3, wherever there may be texts. */
class NullableTextsTest {
  private static final ElementWriter WRITER = new ElementWriter(Progress.Silent.INSTANCE);
  private static final boolean[] NONE = {false, false, false};
  private static final Hdf5Group.Content<Hdf5Group> NOTHING = g -> {};

  @TempDir Path folder;

  /** What can be wrong with an array of texts. */
  enum Damage {
    SHORT_MASK,
    MASK_OF_NUMBERS,
    NO_MASK,
    NO_VALUES,
    VALUES_OF_NUMBERS
  }

  @Test
  void readsThemAsNamesColumnsCategoriesAndAnythingElse() {
    try (AnnDataFile file = open(NullableTextsTest::everywhere)) {
      AnnData data = file.data();
      assertThat(data.obs().names()).containsExactly("c0", "c1", "c2");
      assertThat(data.var().names()).containsExactly("g0", "g1", "g2");
      assertThat(data.raw().orElseThrow().var().names()).containsExactly("r0", "r1", "r2");
      assertThat(data.obs().labels("text")).containsExactly("a", "", "\u00e4");
      assertThat(data.obs().labels("type")).containsExactly("x", "nan", "z");
      assertThat(texts(data.get(Section.UNS, "texts").orElseThrow()))
          .containsExactly("u", "v", "w");
      assertThat(((DataFrame) data.get(Section.OBSM, "frame").orElseThrow()).names())
          .containsExactly("c0", "c1", "c2");
      assertThat(data.get(Section.UNS, "none")).containsInstanceOf(NullElement.class);
    }
  }

  @Test
  void writesThoseWithoutGapsAsPlainTexts() {
    Path copy = folder.resolve("copy.h5ad");
    try (AnnDataFile file = open(NullableTextsTest::everywhere)) {
      Samples.write(file.data(), copy);
    }
    try (Hdf5File file = Hdf5File.open(copy)) {
      for (String place :
          List.of("obs/_index", "var/_index", "obs/text", "obs/type/categories", "uns/texts")) {
        assertThat(new Hdf5Store(file).root().descendant(place).orElseThrow().text("encoding-type"))
            .as(place)
            .hasValue("string-array");
      }
    }
  }

  @Test
  void keepsMissingTextsOfColumns() {
    Path copy = folder.resolve("copy.h5ad");
    try (AnnDataFile file =
        open(
            root ->
                cells(
                    root,
                    g ->
                        g.group(
                            "text",
                            t ->
                                texts(
                                    t,
                                    Optional.of("NaN"),
                                    mask(false, true, false),
                                    "a",
                                    "?",
                                    "b")),
                    "text"))) {
      assertThat(file.data().obs().labels("text")).containsExactly("a", "nan", "b");
      Samples.write(file.data(), copy);
    }
    try (AnnDataFile file = AnnDataFile.open(copy)) {
      NullableArray text = (NullableArray) file.data().obs().column("text");
      assertThat(text.labels()).containsExactly("a", "nan", "b");
      assertThat(text.missing()).hasValue("NaN");
      assertThat(text.mask().all().booleans()).containsExactly(false, true, false);
    }
  }

  @Test
  void refusesNamesThatAreMissing() {
    assertRefused(
        "/obs is inconsistent ('_index' has no value at position 1: its mask is set)",
        root -> {
          table(
              root,
              "obs",
              g -> texts(g, Optional.empty(), mask(false, true, false), "a", "", "b"),
              NOTHING);
          genes(root);
        });
  }

  @Test
  void refusesCategoriesThatAreMissing() {
    assertRefused(
        "/obs/type is inconsistent ('categories' has no value at position 2: its mask is set)",
        root -> cells(root, g -> categorical(g, mask(false, false, true)), "type"));
  }

  @ParameterizedTest
  @EnumSource
  void refusesDamagedNames(Damage damage) {
    assertRefused(
        "/obs is inconsistent (in its '_index': ",
        root -> {
          table(root, "obs", g -> fill(g, damage), NOTHING);
          genes(root);
        });
  }

  @ParameterizedTest
  @EnumSource
  void refusesDamagedColumns(Damage damage) {
    assertRefused(
        "/obs/text is inconsistent (",
        root -> cells(root, g -> g.group("text", t -> fill(t, damage)), "text"));
  }

  @ParameterizedTest
  @EnumSource
  void leavesAloneDamagedTextsThatNobodyAsksFor(Damage damage) {
    try (AnnDataFile file =
        open(
            root -> {
              cells(root, NOTHING);
              root.group(
                  "uns",
                  uns -> {
                    uns.group("damaged", g -> fill(g, damage));
                    uns.group("fine", g -> texts(g, Optional.empty(), NONE, "u", "v", "w"));
                  });
            })) {
      assertThat(file.data().get(Section.UNS, "damaged")).containsInstanceOf(Unreadable.class);
      assertThat(texts(file.data().get(Section.UNS, "fine").orElseThrow()))
          .containsExactly("u", "v", "w");
    }
  }

  private static void everywhere(Hdf5Group root) throws IOException {
    table(
        root,
        "obs",
        g -> texts(g, Optional.empty(), NONE, "c0", "c1", "c2"),
        g -> {
          g.group("text", t -> texts(t, Optional.of("NA"), NONE, "a", "", "\u00e4"));
          categorical(g, NONE);
        },
        "text",
        "type");
    table(root, "var", g -> texts(g, Optional.empty(), NONE, "g0", "g1", "g2"), NOTHING);
    root.group(
        "raw",
        raw -> {
          table(raw, "var", g -> texts(g, Optional.empty(), NONE, "r0", "r1", "r2"), NOTHING);
          WRITER.write(raw, "X", Samples.dense(3, new float[9]));
        });
    root.group(
        "obsm",
        obsm ->
            table(obsm, "frame", g -> texts(g, Optional.empty(), NONE, "c0", "c1", "c2"), NOTHING));
    root.group(
        "uns",
        uns -> {
          uns.group("texts", g -> texts(g, Optional.empty(), NONE, "u", "v", "w"));
          WRITER.write(uns, "none", new NullElement());
        });
  }

  private static void categorical(Hdf5Group table, boolean[] mask) throws IOException {
    table.group(
        "type",
        g -> {
          ElementWriter.encoding(g, "categorical", "0.2.0");
          g.attribute("ordered", false);
          g.group("categories", c -> texts(c, Optional.empty(), mask, "x", "y", "z"));
          WRITER.write(
              g, "codes", DenseArray.vector(new Values(DType.INT8, new byte[] {0, -1, 2})));
        });
  }

  private static void texts(Hdf5Group g, Optional<String> missing, boolean[] mask, String... values)
      throws IOException {
    ElementWriter.encoding(g, "nullable-string-array", "0.1.0");
    if (missing.isPresent()) {
      g.attribute("na-value", missing.get());
    }
    WRITER.write(g, "values", DenseArray.vector(Values.of(values)));
    WRITER.write(g, "mask", DenseArray.vector(Values.of(mask)));
  }

  private static void fill(Hdf5Group g, Damage damage) throws IOException {
    ElementWriter.encoding(g, "nullable-string-array", "0.1.0");
    if (damage != Damage.NO_VALUES) {
      Values texts = Values.of("a", "b", "c");
      WRITER.write(
          g,
          "values",
          DenseArray.vector(damage == Damage.VALUES_OF_NUMBERS ? Values.of(1, 2, 3) : texts));
    }
    if (damage != Damage.NO_MASK) {
      Values mask =
          switch (damage) {
            case SHORT_MASK -> Values.of(false, false);
            case MASK_OF_NUMBERS -> Values.of(0, 0, 0);
            default -> Values.of(NONE);
          };
      WRITER.write(g, "mask", DenseArray.vector(mask));
    }
  }

  private static void table(
      Hdf5Group parent,
      String name,
      Hdf5Group.Content<Hdf5Group> index,
      Hdf5Group.Content<Hdf5Group> columns,
      String... order)
      throws IOException {
    parent.group(
        name,
        g -> {
          ElementWriter.encoding(g, "dataframe", "0.2.0");
          g.attribute("_index", "_index");
          g.attribute("column-order", order);
          g.group("_index", index);
          columns.writeTo(g);
        });
  }

  private static void cells(Hdf5Group root, Hdf5Group.Content<Hdf5Group> columns, String... order)
      throws IOException {
    table(root, "obs", g -> texts(g, Optional.empty(), NONE, "c0", "c1", "c2"), columns, order);
    genes(root);
  }

  private static void genes(Hdf5Group root) throws IOException {
    WRITER.write(root, "var", DataFrame.of(List.of("g0")));
  }

  private AnnDataFile open(Hdf5Group.Content<Hdf5Group> content) {
    Path path = folder.resolve("in.h5ad");
    try (Workers workers = Workers.of(1)) {
      OutputFile.write(
          path,
          channel -> {
            Hdf5Writer writer = Hdf5Writer.to(channel, workers);
            content.writeTo(writer.root());
            writer.finish();
          });
    }
    return AnnDataFile.open(path);
  }

  private void assertRefused(String reason, Hdf5Group.Content<Hdf5Group> content) {
    assertThatThrownBy(() -> open(content).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("in.h5ad: " + reason);
  }

  private static String[] texts(Element element) {
    return ((DenseArray) element).all().texts();
  }

  private static boolean[] mask(boolean... mask) {
    return mask;
  }
}
