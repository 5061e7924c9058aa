package org.samap.core.anndata.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Unreadable;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.hdf5.Hdf5Group;
import org.samap.core.anndata.hdf5.Hdf5Type;
import org.samap.core.run.InputException;

class MuDataFileTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();
  private static final String[] CELLS = {"c1", "c2", "c3"};

  @TempDir Path folder;

  @Test
  void takesGeneExpressionAndSaysSo() {
    for (String name : List.of("rna", "gex", "RNA")) {
      Path path = write(CELLS, "atac", name);
      try (DataFile file = DataFiles.open(path, DEFAULTS)) {
        assertThat(file.notes(Optional.empty()))
            .containsExactly(path + ": takes the modality " + name + " of " + sorted("atac", name));
      }
      assertThat(Fingerprint.load(path, DEFAULTS).genes()).containsExactly(name + "1", name + "2");
    }
  }

  @Test
  void takesTheOnlyOneOrTheOneThatIsWanted() {
    Path one = write(CELLS, "cells");
    try (DataFile file = DataFiles.open(one, DEFAULTS)) {
      assertThat(file.notes(Optional.empty())).isEmpty();
      assertThat(file.data().var().names()).containsExactly("cells1", "cells2");
    }
    Path two = write(CELLS, "rna", "atac");
    try (DataFile file = DataFiles.open(two, DEFAULTS.withModality("atac"))) {
      assertThat(file.notes(Optional.empty())).isEmpty();
      assertThat(file.data().var().names()).containsExactly("atac1", "atac2");
    }
  }

  @Test
  void asksWhichOfSeveral() {
    assertRefused(
        write(CELLS, "prot", "atac"),
        DEFAULTS,
        "is MuData with several modalities; choose one as modality: atac, prot");
    assertRefused(
        write(CELLS, "rna", "atac"),
        DEFAULTS.withModality("prot"),
        "has no modality 'prot'; choose one of: atac, rna");
    assertRefused(write(CELLS), DEFAULTS, "is MuData without a modality");
  }

  @Test
  void refusesAModalityThatIsNotAnnData() {
    Path path =
        TenXSample.write(
            folder.resolve("a.h5mu"),
            root -> root.group("mod", mod -> mod.group("rna", g -> g.attribute("a", "b"))));
    assertRefused(path, DEFAULTS, "its modality 'rna' is not AnnData, as it has no obs and var");
  }

  /** The table of all cells has them in another order, among others. */
  @Test
  void addsColumnsOfTheTableOfAllCells() {
    Path path = write(new String[] {"c3", "c0", "c1", "c2"}, "rna", "atac");
    Counts counts = Fingerprint.load(path, DEFAULTS);
    assertThat(counts.cells()).containsExactly(CELLS);
    assertThat(counts.labels("rna:type")).containsExactly("2", "3", "0");
    assertThat(counts.labels("own")).as("that of the modality").containsExactly("0", "1", "2");
    assertThat(counts.obs().columns().keySet()).containsExactly("own", "rna:type");
  }

  @Test
  void leavesColumnsOutWhereCellsAreMissingOrRepeat() {
    for (String[] all : new String[][] {{"c1", "c2"}, {"c1", "c2", "c3", "c3"}}) {
      try (DataFile file = DataFiles.open(write(all, "rna"), DEFAULTS)) {
        DataFrame obs = file.data().obs();
        assertThat(obs.columns().get("rna:type"))
            .isEqualTo(
                new Unreadable(
                    "/obs/rna:type", "not every cell of the modality is once in the table of all"));
        assertThat(obs.labels("own")).containsExactly("0", "1", "2");
      }
    }
  }

  private Path write(String[] all, String... modalities) {
    return write(folder.resolve("a.h5mu"), all, modalities);
  }

  /**
   * Cells x genes are (1, 2), (3, 4), (5, 6) in every modality.
   *
   * @param all the cells of the table of all
   */
  static Path write(Path path, String[] all, String... modalities) {
    return TenXSample.write(
        path,
        root -> {
          root.group("obs", g -> table(g, all, "own", "rna:type"));
          root.group("var", g -> table(g, new String[0]));
          root.group(
              "mod",
              mod -> {
                for (String name : modalities) {
                  mod.group(name, g -> modality(g, name));
                }
              });
        });
  }

  private static void modality(Hdf5Group g, String name) throws IOException {
    g.group("obs", obs -> table(obs, CELLS, "own"));
    g.group("var", var -> table(var, new String[] {name + "1", name + "2"}));
    g.dataset(
        "X",
        Hdf5Type.INT8,
        new long[] {3, 2},
        d -> d.append(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6})));
  }

  /** Every column holds the numbers of the rows. */
  private static void table(Hdf5Group g, String[] names, String... columns) throws IOException {
    long[] shape = {names.length};
    g.attribute("_index", "_index");
    g.attribute("column-order", columns);
    g.dataset("_index", Hdf5Type.STRING, shape, d -> d.append(names));
    byte[] rows = new byte[names.length];
    IntStream.range(0, rows.length).forEach(i -> rows[i] = (byte) i);
    for (String column : columns) {
      g.dataset(column, Hdf5Type.INT8, shape, d -> d.append(ByteBuffer.wrap(rows)));
    }
  }

  private static String sorted(String... names) {
    return String.join(
        ", ", IntStream.range(0, names.length).mapToObj(i -> names[i]).sorted().toList());
  }

  private static void assertRefused(Path path, ReadOptions options, String message) {
    assertThatThrownBy(() -> DataFiles.open(path, options).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message);
  }
}
