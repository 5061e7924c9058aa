package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Raw;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.engine.Expansion;
import org.samap.core.engine.Session;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.golden.Golden;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** The whole job on the golden cases, from files to files. */
class MappingJobTest {
  @TempDir private Path folder;

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  private static List<SpeciesInput> inputs(Golden golden) {
    return golden.species().stream()
        .map(
            id ->
                SpeciesInput.of(id, golden.folder().resolve(id + ".h5ad"))
                    .withClusters(new LabelSource.Column("ref_leiden"))
                    .withLabels(new LabelSource.Column("cell_type")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheScoresOfTheReference(Golden golden) {
    try (golden;
        Workers workers = Workers.of(2)) {
      RunParams params =
          RunParams.defaults()
              .withUmap(false)
              .withSpecies(
                  s -> s.withSam(s.sam().withSearch(n -> n.withMethod(SearchMethod.EXACT))))
              .withMapping(
                  MappingParams.defaults()
                      .withNeighborhood(
                          NeighborhoodParams.defaults().withExpansion(Expansion.WALK)));
      MappingScores scores =
          MappingJob.run(
                  inputs(golden),
                  golden.folder().resolve("maps"),
                  params,
                  workers,
                  Progress.silent())
              .scores();
      // With 110 cells, arbitrary ties at the last place of a neighbourhood weigh more.
      double tolerance = golden.toString().equals("trio") ? 0.02 : 0.1;
      List<String[]> table = golden.table("expected/mapping_scores.tsv");
      List<String> columns = Arrays.asList(table.getFirst());
      for (String[] row : table.subList(1, table.size())) {
        int m = scores.names().indexOf(row[0]);
        for (int c = 1; c < row.length; c++) {
          int n = scores.names().indexOf(columns.get(c));
          assertThat(scores.scores()[m][n])
              .as("%s, %s", row[0], columns.get(c))
              .isCloseTo(Double.parseDouble(row[c]), within(tolerance));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SearchMethod.class,
      names = {"EXACT", "CLUSTERED", "HNSW"})
  void writesTheSameBytesWithAnyNumberOfThreads(SearchMethod method) throws IOException {
    Map<String, byte[]> one = write(method, 1);
    assertThat(one.keySet())
        .containsExactlyInAnyOrder(
            "samap.h5ad",
            "hu.h5ad",
            "mo.h5ad",
            "fi.h5ad",
            "mapping_scores.tsv",
            "mapping_table.tsv",
            "alignment.tsv",
            "homology.tsv.gz",
            "iterations/1.h5ad",
            "iterations/2.h5ad");
    for (int threads : new int[] {2, 5}) {
      Map<String, byte[]> again = write(method, threads);
      one.forEach(
          (name, bytes) ->
              assertThat(again.get(name)).as("%s, %d threads", name, threads).isEqualTo(bytes));
    }
  }

  @Test
  void writesTheSameBytesWhereverExpressionIsKept() throws IOException {
    Map<String, byte[]> heap = write(SearchMethod.EXACT, 2);
    Resources packed = Resources.ofThisMachine().withSmall(-1).withWork(folder.resolve("work"));
    RunParams params = RunParams.defaults();
    Map<String, byte[]> offHeap = write(params.withResources(packed), 2);
    Map<String, byte[]> inFile = write(params.withResources(packed.withMemory(0)), 2);
    assertThat(folder.resolve("work")).isEmptyDirectory(); // it was used, and tidied up
    assertThat(heap).isNotEmpty();
    heap.forEach(
        (name, bytes) -> {
          assertThat(offHeap.get(name)).as(name).isEqualTo(bytes);
          assertThat(inFile.get(name)).as(name).isEqualTo(bytes);
        });
  }

  private Map<String, byte[]> write(SearchMethod method, int threads) throws IOException {
    return write(
        RunParams.defaults()
            .withSpecies(s -> s.withSam(s.sam().withSearch(n -> n.withMethod(method)))),
        threads);
  }

  private Map<String, byte[]> write(RunParams params, int threads) throws IOException {
    Path out = Files.createTempDirectory(folder, "run");
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(threads);
        OutputFolder results = OutputFolder.prepare(out)) {
      // Leiden's clusters, so that they are compared too.
      List<SpeciesInput> inputs =
          inputs(golden).stream()
              .map(s -> SpeciesInput.of(s.id(), s.files().only().orElseThrow()))
              .toList();
      RunFolder files = RunFolder.in(results, params, workers, Progress.silent());
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              inputs, golden.folder().resolve("maps"), params, files, workers, Progress.silent())) {
        files.write(outcome);
      }
      results.commit();
    }
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> list = Files.walk(out)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Test
  void usesAFinishedSamResultAsItIs() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      RunParams params = RunParams.defaults().withUmap(false);
      Session session = new Session(CpuEngine.on(workers), Progress.silent());
      SpeciesInput fresh =
          SpeciesInput.of("hu", golden.folder().resolve("hu.h5ad"))
              .withLabels(new LabelSource.Column("cell_type"));
      PreparedSpecies.WithFile prepared =
          SpeciesPreparation.prepare(fresh, params, ExpressionStore.heap(), workers, session);
      PreparedSpecies made = prepared.species();
      Path file = folder.resolve("sam.h5ad");
      try (AnnDataFile counts = AnnDataFile.open(golden.folder().resolve("hu.h5ad"))) {
        AnnData data = counts.data();
        Raw raw = new Raw(data.x().orElseThrow(), data.var(), data.section(Section.VARM));
        AnnDataWriter.write(prepared.annotated().withRaw(raw), file, workers);
      }
      SpeciesInput stored =
          SpeciesInput.of("hu", file).withLabels(new LabelSource.Column("cell_type"));
      Path copy = folder.resolve("copy.h5ad");
      try (PreparedSpecies.WithFile again =
          SpeciesPreparation.prepare(stored, params, ExpressionStore.heap(), workers, session)) {
        PreparedSpecies reused = again.species();
        assertThat(reused.mapped().weights()).isEqualTo(made.mapped().weights());
        assertThat(reused.mapped().loadings()).isEqualTo(made.mapped().loadings());
        assertThat(reused.mapped().connectivities()).isEqualTo(made.mapped().connectivities());
        assertThat(reused.clusters()).isEqualTo(made.clusters());
        assertThat(reused.labels()).isEqualTo(made.labels());
        Golden.assertClose(reused.mapped().variances(), made.mapped().variances(), 1e-6);
        AnnDataWriter.write(again.annotated(), copy, workers);
      }
      assertSameGraphs(file, copy);
      assertSameRaw(file, copy);
    }
  }

  private static void assertSameRaw(Path expected, Path actual) {
    try (AnnDataFile before = AnnDataFile.open(expected);
        AnnDataFile after = AnnDataFile.open(actual)) {
      Raw raw = before.data().raw().orElseThrow();
      Raw copied = after.data().raw().orElseThrow();
      SparseMatrix counts = ((SparseArray) raw.x()).toSparseMatrix();
      assertThat(counts.entries()).isPositive();
      assertThat(((SparseArray) copied.x()).toSparseMatrix()).isEqualTo(counts);
      assertThat(copied.var().names()).isEqualTo(raw.var().names());
    }
  }

  private static void assertSameGraphs(Path expected, Path actual) {
    try (AnnDataFile before = AnnDataFile.open(expected);
        AnnDataFile after = AnnDataFile.open(actual)) {
      assertThat(before.data().section(Section.OBSP).entries()).isNotEmpty();
      before
          .data()
          .section(Section.OBSP)
          .entries()
          .keySet()
          .forEach(
              name ->
                  assertThat(after.data().graph(Section.OBSP, name))
                      .as(name)
                      .isEqualTo(before.data().graph(Section.OBSP, name)));
    }
  }
}
