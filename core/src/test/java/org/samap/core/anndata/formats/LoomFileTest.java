package org.samap.core.anndata.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.Unreadable;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.fuzz.Patch;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

class LoomFileTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();
  private static final String[] GENES = {"A", "B", "C"};
  private static final String[] IDS = {"ENSG1", "ENSG2", "ENSG3"};
  private static final Map<String, String[]> CELLS =
      Map.of("CellID", new String[] {"c1", "c2"}, "ClusterName", new String[] {"T", "γδ T"});

  /** Written by {@code loom.py}. */
  private static final Path LOOM_2 =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/loom2.loom");

  @TempDir Path folder;

  /** The sums of h5py. */
  @Test
  void readsWhatPythonReads() {
    Path path = Golden.shared("data/io_conformance").resolve("scenic_mouseBrain_toy.loom");
    Counts counts = Fingerprint.load(path, DEFAULTS);
    assertThat(Fingerprint.of(counts))
        .isEqualTo(new Fingerprint(200, 862, 33625, 126583, 5786312570L));
    assertThat(Fingerprint.ends(counts.cells()))
        .containsExactly("1772066100_D04", "1772062128_F01");
    assertThat(Fingerprint.ends(counts.genes())).containsExactly("Arhgap18", "Tef");
    assertThat(counts.labels("CellType"))
        .startsWith("interneurons", "oligodendrocytes", "microglia")
        .doesNotContain("nan");
    assertThat(counts.obs().numbers("nUMI")).startsWith(509, 443, 737);
  }

  @Test
  void takesSplicedCountsAsAnndataDoes() {
    Counts spliced = Fingerprint.load(LOOM_2, DEFAULTS);
    assertThat(values(spliced.counts(), 1)).containsExactly(1, 11, 21, 31, 41);
    assertThat(layer(LOOM_2, "matrix", 1)).containsExactly(11, 21, 31, 41, 51);
    assertThat(layer(LOOM_2, "spliced", 2)).containsExactly(2, 12, 22, 32, 42);
    assertThat(layer(LOOM_2, "unspliced", 0)).containsExactly(10, 10, 10, 10, 10);
  }

  @Test
  void tellsWhatXIsWhereItIsTaken() {
    try (DataFile file = DataFiles.open(LOOM_2, DEFAULTS)) {
      String note = LOOM_2 + ": X is the layer 'spliced'; the main matrix is the layer 'matrix'";
      assertThat(file.notes(Optional.empty())).containsExactly(note);
      assertThat(file.notes(Optional.of("X"))).containsExactly(note);
      assertThat(file.notes(Optional.of("unspliced"))).isEmpty();
    }
  }

  @Test
  void readsTextsOfFixedLengthWithCharactersOfXml() {
    try (DataFile file = DataFiles.open(LOOM_2, DEFAULTS)) {
      AnnData data = file.data();
      assertThat(data.obs().names()).containsExactly("c1", "c2", "c3");
      assertThat(data.obs().labels("Class")).containsExactly("A & B", "B", "γδ T");
      assertThat(data.obs().numbers("Age")).containsExactly(1.5, 2.5, 3.5);
      assertThat(data.var().names()).containsExactly("Actb", "Tnfα", "", "Cd3e", "Gapdh");
      assertThat(data.var().labels("Accession")).startsWith("ENSMUSG000").hasSize(5);
    }
  }

  @Test
  void keepsTablesAndLeavesRecordsOut() {
    try (DataFile file = DataFiles.open(LOOM_2, DEFAULTS)) {
      assertThat(file.data().matrix(Section.OBSM, "Embedding").orElseThrow().values())
          .containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(file.data().obs().columns().get("Regulons"))
          .isEqualTo(new Unreadable("col_attrs/Regulons", "it holds neither numbers nor texts"));
    }
    assertThat(Fingerprint.load(LOOM_2, DEFAULTS).obs().columns().keySet())
        .containsExactlyInAnyOrder("Age", "Class");
  }

  @Test
  void transposesItsMatrix() {
    Counts counts =
        Fingerprint.load(LoomSample.write(file(), Map.of("Gene", GENES), CELLS), DEFAULTS);
    assertThat(counts.cells()).containsExactly("c1", "c2");
    assertThat(counts.genes()).containsExactly(GENES);
    assertThat(values(counts.counts(), 0)).containsExactly(1, 0, 3);
    assertThat(values(counts.counts(), 1)).containsExactly(0, 2, 4);
    assertThat(counts.labels("ClusterName")).containsExactly("T", "γδ T");
  }

  @Test
  void callsGenesBySymbolsOrIds() {
    Path path = LoomSample.write(file(), Map.of("gene_names", GENES, "Accession", IDS), CELLS);
    assertThat(Fingerprint.load(path, DEFAULTS).genes()).containsExactly(GENES);
    assertThat(Fingerprint.load(path, DEFAULTS.withGeneNames(GeneNames.IDS)).genes())
        .containsExactly(IDS);
    Path onlyIds = LoomSample.write(file(), Map.of("Accession", IDS), CELLS);
    assertThat(Fingerprint.load(onlyIds, DEFAULTS).genes()).containsExactly(IDS);
  }

  @Test
  void makesRepeatedGenesUnique() {
    Path path = LoomSample.write(file(), Map.of("Gene", new String[] {"A", "B", "A"}), CELLS);
    assertThat(Fingerprint.load(path, DEFAULTS).genes()).containsExactly("A", "B", "A-1");
  }

  @Test
  void numbersCellsWithoutNames() {
    Path path = LoomSample.write(file(), Map.of("Gene", GENES), Map.of());
    assertThat(Fingerprint.load(path, DEFAULTS).cells()).containsExactly("0", "1");
  }

  @Test
  void asksForNamesOfGenes() {
    assertRefused(
        LoomSample.write(file(), Map.of("Length", GENES), CELLS),
        DEFAULTS,
        "has no names of genes in its row_attrs (Length)");
    assertRefused(
        LoomSample.write(file(), Map.of("Gene", GENES), CELLS),
        DEFAULTS.withGeneNames(GeneNames.IDS),
        "has no ids of genes, such as Accession, in its row_attrs (Gene); change gene_names");
  }

  @Test
  void refusesMoreGenesThanCanBeCounted() throws IOException {
    Path path = LoomSample.write(file(), Map.of("Gene", GENES), CELLS);
    assertRefused(Patch.replace(path, 3, 5_000_000_000L), DEFAULTS, "its structure cannot be read");
  }

  @Test
  void refusesPartsOfOtherLengths() {
    assertRefused(
        LoomSample.write(file(), Map.of("Gene", new String[] {"A"}), CELLS),
        DEFAULTS,
        "row_attrs/Gene has 1 values, but the matrix 3");
    assertRefused(
        LoomSample.write(
            file(), Map.of("Gene", GENES), CELLS, Map.of("spliced", new int[] {1, 2, 3, 4})),
        DEFAULTS,
        "X is 2 x 2, but obs and var make it 2 x 3; the loom file is inconsistent");
  }

  private Path file() {
    return folder.resolve("a.any");
  }

  /** All values of a cell. */
  private static float[] values(Expression x, int cell) {
    float[] all = new float[x.genes()];
    RowBlock block = x.block(0);
    for (int p = block.offsets()[cell]; p < block.offsets()[cell + 1]; p++) {
      all[block.genes()[p]] = block.values()[p];
    }
    return all;
  }

  /** All values of a cell in a layer. */
  private static float[] layer(Path path, String name, int cell) {
    try (Workers workers = Workers.of(1);
        DataFile file = DataFiles.open(path, DEFAULTS)) {
      Optional<String> layer = Optional.of(name);
      return values(
          CountsLoader.load(file, layer, ExpressionStore.heap(), workers, Progress.silent())
              .counts(),
          cell);
    }
  }

  private static void assertRefused(Path path, ReadOptions options, String message) {
    assertThatThrownBy(() -> DataFiles.open(path, options).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message);
  }
}
