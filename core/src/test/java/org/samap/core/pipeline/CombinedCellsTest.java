package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.NullableArray;
import org.samap.core.anndata.Python;
import org.samap.core.anndata.Values;
import org.samap.core.golden.Golden;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.run.Warnings;
import org.samap.core.run.Workers;

/** What is known of the cells of a species is known of them in the combined file. */
class CombinedCellsTest {
  private static final int CELLS = 110;

  @TempDir private static Path folder;
  private static final List<String> WARNINGS = new ArrayList<>();
  private static final SequencedMap<String, Element> COLUMNS = columns();
  private static AnnDataFile combined;
  private static List<String> nodes;

  @BeforeAll
  static void map() {
    Path hu = folder.resolve("hu_input.h5ad");
    Path mo = folder.resolve("mo_input.h5ad");
    Path out = folder.resolve("run");
    RunParams params =
        RunParams.defaults()
            .withUmap(false)
            .withMapping(MappingParams.defaults().withRounds(new MappingParams.Rounds(1, false)));
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2);
        OutputFolder results = OutputFolder.prepare(out)) {
      ObsColumns.write(golden.folder().resolve("hu.h5ad"), hu, COLUMNS, workers);
      ObsColumns.write(golden.folder().resolve("mo.h5ad"), mo, rareColumns(), workers);
      List<SpeciesInput> inputs =
          Stream.of(SpeciesInput.of("mo", mo), SpeciesInput.of("hu", hu))
              .map(s -> s.withLabels(new LabelSource.Column("cell_type")))
              .toList();
      Warnings warnings = new Warnings(WARNINGS);
      RunFolder files = RunFolder.in(results, params, workers, warnings);
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              inputs, golden.folder().resolve("maps"), params, files, workers, warnings)) {
        files.write(outcome);
        nodes = outcome.scores().names();
      }
      results.commit();
    }
    combined = AnnDataFile.open(out.resolve(RunFolder.COMBINED));
  }

  @AfterAll
  static void close() {
    combined.close();
  }

  /** One of every type that {@code obs} may have. */
  private static SequencedMap<String, Element> columns() {
    boolean[] third = new boolean[CELLS];
    boolean[] even = new boolean[CELLS];
    long[] numbers = new long[CELLS];
    short[] counts = new short[CELLS];
    float[] floats = new float[CELLS];
    double[] doubles = new double[CELLS];
    for (int c = 0; c < CELLS; c++) {
      third[c] = c % 3 == 0;
      even[c] = c % 2 == 0;
      numbers[c] = (1L << 40) + c;
      counts[c] = (short) (65_000 + c);
      floats[c] = c % 5 == 0 ? Float.NaN : c / 8f;
      doubles[c] = c / 3.0;
    }
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    columns.put("counts", DenseArray.vector(new Values(DType.UINT16, counts)));
    columns.put("stage", new NullableArray(DenseArray.vector(Values.of(numbers)), mask(third)));
    columns.put("doublet", DenseArray.vector(Values.of(even)));
    columns.put("checked", new NullableArray(DenseArray.vector(Values.of(even)), mask(third)));
    columns.put("size", DenseArray.vector(Values.of(floats)));
    columns.put("score", DenseArray.vector(Values.of(doubles)));
    columns.put("donor", texts(c -> "d" + c % 4));
    columns.put(SamFile.CLUSTERS, texts(_ -> "mine"));
    return columns;
  }

  /** Of types that Python's anndata 0.8 does not read. */
  private static SequencedMap<String, Element> rareColumns() {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    boolean[] odd = new boolean[CELLS];
    for (int c = 1; c < CELLS; c += 2) {
      odd[c] = true;
    }
    columns.put("note", new NullableArray(texts(c -> c % 4 == 0 ? "nan" : "b"), mask(odd)));
    columns.put("pairs", DenseArray.of(Values.of(new int[2 * CELLS]), CELLS, 2));
    return columns;
  }

  private static DenseArray texts(IntFunction<String> text) {
    return DenseArray.vector(
        Values.of(IntStream.range(0, CELLS).mapToObj(text).toArray(String[]::new)));
  }

  private static DenseArray mask(boolean... missing) {
    return DenseArray.vector(Values.of(missing));
  }

  private static DataFrame obs() {
    return combined.data().obs();
  }

  @Test
  void numbersAndBoolsAreNullable() {
    for (String name : List.of("counts", "stage", "doublet", "checked")) {
      Element own = Objects.requireNonNull(COLUMNS.get(name));
      NullableArray all = (NullableArray) obs().column("hu_" + name);
      boolean[] missing =
          own instanceof NullableArray n ? n.mask().all().booleans() : new boolean[CELLS];
      DenseArray values = own instanceof NullableArray n ? n.values() : (DenseArray) own;
      assertThat(all.values().rows(CELLS, CELLS)).as(name).isEqualTo(values.all());
      assertThat(all.mask().rows(CELLS, CELLS).booleans()).as(name).isEqualTo(missing);
      assertThat(all.mask().rows(0, CELLS).booleans()).as(name).doesNotContain(false);
    }
  }

  @Test
  void fractionsAreNaNWhereMissing() {
    for (String name : List.of("size", "score")) {
      DenseArray all = (DenseArray) obs().column("hu_" + name);
      DenseArray own = (DenseArray) Objects.requireNonNull(COLUMNS.get(name));
      assertThat(all.rows(CELLS, CELLS)).as(name).isEqualTo(own.all());
      assertThat(all.rows(0, CELLS).doubles()).as(name).containsOnly(Double.NaN);
    }
  }

  @Test
  void textsAreCategoriesOrMissing() {
    assertThat(obs().labels("hu_donor").subList(CELLS, 2 * CELLS))
        .startsWith("d0", "d1", "d2", "d3", "d0");
    Categorical donors = (Categorical) obs().column("hu_donor");
    assertThat(donors.categories().all().texts()).containsExactly("d0", "d1", "d2", "d3");
    assertThat(donors.codes().rows(0, CELLS).ints()).containsOnly(-1);
    Categorical notes = (Categorical) obs().column("mo_note");
    assertThat(notes.categories().all().texts()).containsExactly("b", "nan");
    assertThat(notes.codes().rows(0, CELLS).ints()).startsWith(1, -1, 0, -1, 1);
    assertThat(notes.codes().rows(CELLS, CELLS).ints()).containsOnly(-1);
  }

  @Test
  void categoriesHaveOneMoreForOtherSpecies() {
    List<String> types = obs().labels("hu_cell_type");
    assertThat(types.subList(0, CELLS)).containsOnly(CombinedCells.UNASSIGNED);
    assertThat(types.subList(CELLS, 2 * CELLS))
        .isEqualTo(obs().labels("label").subList(CELLS, 2 * CELLS));
  }

  @Test
  void nodesAreThoseOfTheScores() {
    Categorical node = (Categorical) obs().column("node");
    assertThat(node.categories().all().texts()).isEqualTo(nodes.toArray()).isNotEmpty();
    List<String> species = obs().labels("species");
    List<String> labels = obs().labels("label");
    assertThat(obs().labels("node"))
        .isEqualTo(
            IntStream.range(0, 2 * CELLS)
                .mapToObj(c -> species.get(c) + "_" + labels.get(c))
                .toList());
  }

  @Test
  void genesHaveTheirSpecies() {
    List<String> species = combined.data().var().labels("species");
    assertThat(species).contains("hu", "mo");
    assertThat(combined.data().var().names())
        .zipSatisfy(species, (gene, id) -> assertThat(gene).startsWith(id + "_"));
  }

  @Test
  void tellsWhatIsNotPassedOn() {
    assertThat(obs().has("mo_pairs")).isFalse();
    assertThat(obs().labels("hu_leiden_clusters")).doesNotContain("mine");
    assertThat(WARNINGS)
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("mo: ")
                    .endsWith(
                        "mo_input.h5ad: the column 'pairs' of the cells is left out: it has several"
                            + " values in a row"))
        .contains(
            "hu: the column 'leiden_clusters' of the cells is replaced by new clusters;"
                + " give it as the clusters to use it, or rename it to keep it");
  }

  @Test
  void pythonReadsEveryColumn() {
    Python.check("combined.py", combined.path(), folder.resolve("run/hu.h5ad"));
  }
}
