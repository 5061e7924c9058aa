package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.ElementMap;
import org.samap.core.anndata.Section;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.golden.Golden;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingResult;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Warnings;
import org.samap.core.run.Workers;

/** What a run folder gives back is what the run had found. */
class FinishedRunTest {
  @TempDir private static Path temporary;

  private static Path folder;
  private static Workers workers;
  private static MappingJob.Outcome outcome;
  private static final List<SparseMatrix> GRAPHS = new ArrayList<>();

  @BeforeAll
  static void run() {
    folder = temporary.resolve("run");
    workers = Workers.of(2);
    RunParams params = RunParams.defaults().withUmap(false);
    try (Golden golden = Golden.mini();
        OutputFolder results = OutputFolder.prepare(folder)) {
      List<SpeciesInput> inputs =
          golden.species().stream()
              .map(
                  id ->
                      SpeciesInput.of(id, golden.folder().resolve(id + ".h5ad"))
                          .withLabels(new LabelSource.Column("cell_type")))
              .toList();
      RunFolder files = RunFolder.in(results, params, workers, Progress.silent());
      outcome =
          MappingJob.run(
              inputs,
              golden.folder().resolve("maps"),
              params,
              new MappingJob.Listener() {
                @Override
                public void prepared(PreparedSpecies.WithFile species) {
                  files.prepared(species);
                }

                @Override
                public void iterated(int iteration, SparseMatrix graph) {
                  GRAPHS.add(graph);
                  files.iterated(iteration, graph);
                }
              },
              workers,
              Progress.silent());
      files.write(outcome);
      results.commit();
    }
  }

  @AfterAll
  static void close() {
    outcome.close();
    workers.close();
  }

  @Test
  void knowsSpeciesCellsAndGenes() {
    try (FinishedRun run = FinishedRun.open(folder)) {
      assertThat(run.ids()).containsExactly("hu", "mo", "fi");
      assertThat(run.cells().starts()).isEqualTo(outcome.mapping().cells().starts());
      assertThat(run.cellNames()).hasSize(run.cells().total());
      assertThat(run.genes()).isEqualTo(outcome.genes());
      assertThat(run.crossK()).isEqualTo(20);
    }
  }

  @Test
  void givesTheEdgesOfEveryIteration() {
    try (FinishedRun run = FinishedRun.open(folder)) {
      assertThat(run.iterations()).isEqualTo(3);
      assertThat(run.graph()).isEqualTo(GRAPHS.getLast());
      for (int t = 1; t <= 3; t++) {
        assertThat(run.crossEdges(t)).isEqualTo(run.cells().between(GRAPHS.get(t - 1)));
      }
      assertThatThrownBy(() -> run.crossEdges(4))
          .isInstanceOf(InputException.class)
          .hasMessage(folder + ": has no iteration 4; choose one from 1 to 3");
    }
  }

  @Test
  void givesGeneLinksProjectionsAndExpression() {
    MappingResult mapping = outcome.mapping();
    try (FinishedRun run = FinishedRun.open(folder);
        ExpressionStore store = ExpressionStore.heap()) {
      assertThat(run.homology().entries()).isEqualTo(outcome.homology().edges().entries());
      assertThat(run.refined().entries()).isEqualTo(mapping.refinedLinks().entries());
      assertThat(run.weights())
          .containsExactly(
              outcome.species().stream()
                  .flatMapToDouble(s -> Arrays.stream(s.mapped().weights()))
                  .toArray());
      for (int s = 0; s < 3; s++) {
        assertThat(run.projection(s)).isEqualTo(mapping.projections().get(s));
        Expression x = run.expression(s, store, workers);
        Expression expected = outcome.species().get(s).mapped().expression();
        for (int b = 0; b < expected.blocks(); b++) {
          assertThat(x.block(b).genes()).isEqualTo(expected.block(b).genes());
          assertThat(x.block(b).values()).isEqualTo(expected.block(b).values());
        }
      }
    }
  }

  @Test
  void scoresOtherLabels() throws IOException {
    try (FinishedRun run = FinishedRun.open(folder)) {
      MappingScores same = run.score(Map.of(), 0, Progress.silent());
      assertThat(same.nodes()).isEqualTo(outcome.scores().nodes());
      assertThat(same.scores()).isDeepEqualTo(outcome.scores().scores());

      Path table = temporary.resolve("labels.tsv");
      List<String> cells = outcome.species().getFirst().obs().names();
      Files.write(table, cells.stream().map(c -> c + "\tall").toList());
      MappingScores other =
          run.score(
              Map.of(
                  "hu", new LabelSource.Table(table), "mo", new LabelSource.Column("ref_leiden")),
              0,
              Progress.silent());
      assertThat(other.names()).contains("hu_all", "mo_0", "fi_type0").doesNotContain("hu_type0");
    }
  }

  @Test
  void warnsOfCellsWithoutALabel() throws IOException {
    Path table = temporary.resolve("some.tsv");
    List<String> cells = outcome.species().getFirst().obs().names();
    Files.write(
        table,
        IntStream.range(0, cells.size())
            .mapToObj(c -> cells.get(c) + (c < 3 ? "\tnan" : "\ttype"))
            .toList());
    List<String> warnings = new ArrayList<>();
    Progress listening = new Warnings(warnings);
    try (FinishedRun run = FinishedRun.open(folder)) {
      assertThat(run.labels(Map.of("hu", new LabelSource.Table(table)), listening).names())
          .contains("hu_type")
          .doesNotContain("hu_nan");
    }
    assertThat(warnings).containsExactly("hu: 3 of 110 cells have no label and form no type");
  }

  @Test
  void namesTheFileThatLacksAColumn() {
    Map<String, LabelSource> labels = Map.of("mo", new LabelSource.Column("nothing"));
    try (FinishedRun run = FinishedRun.open(folder)) {
      assertThatThrownBy(() -> run.labels(labels, Progress.silent()))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(folder.resolve("mo.h5ad") + ": mo: obs has no column 'nothing'");
    }
  }

  @Test
  void tellsARunOfAnOlderLayout() throws IOException {
    Path older = Files.createDirectory(temporary.resolve("older"));
    try (AnnDataFile file = AnnDataFile.open(folder.resolve(RunFolder.COMBINED))) {
      AnnData data = file.data();
      ElementMap uns = data.section(Section.UNS).without(RunFolder.ITERATIONS);
      AnnData without = AnnData.of(data.obs(), data.var());
      for (String name : uns.entries().keySet()) {
        without = without.with(Section.UNS, name, uns.get(name).orElseThrow());
      }
      AnnDataWriter.write(without, older.resolve(RunFolder.COMBINED), workers);
    }
    assertThatThrownBy(() -> FinishedRun.open(older))
        .isInstanceOf(InputException.class)
        .hasMessage(
            older.resolve("samap.h5ad")
                + ": has no uns/mapping_iterations; give the folder of a finished run as samap"
                + " wrote it, or repeat the run");
  }

  @Test
  void tellsAMissingIteration() throws IOException {
    Path copy = Files.createDirectory(temporary.resolve("combined_alone"));
    Files.copy(folder.resolve(RunFolder.COMBINED), copy.resolve(RunFolder.COMBINED));
    try (FinishedRun run = FinishedRun.open(copy)) {
      assertThat(run.crossEdges(3).entries()).isPositive();
      assertThatThrownBy(() -> run.crossEdges(1))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(copy.resolve("iterations/1.h5ad") + ": is missing")
          .hasMessageEndingWith("or repeat the run");
    }
  }

  @Test
  void tellsAFolderWithoutARun() {
    assertThatThrownBy(() -> FinishedRun.open(temporary))
        .isInstanceOf(InputException.class)
        .hasMessage(temporary + ": holds no samap.h5ad; give the folder that samap run wrote");
  }
}
