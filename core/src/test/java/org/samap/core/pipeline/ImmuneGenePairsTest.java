package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.engine.Expansion;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.golden.Golden;
import org.samap.core.io.OutputFolder;
import org.samap.core.mapping.MappingParams;
import org.samap.core.mapping.NeighborhoodParams;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * The gene pairs of human and mouse immune cells: those that the published implementation found
 * with the same clusters, exact neighbours and its own neighbourhoods.
 */
@Tag("slow")
class ImmuneGenePairsTest {
  private static final double LISTED = 0.2;

  @TempDir private Path folder;

  private static Path immune() {
    return Golden.shared("data/immune");
  }

  private static SpeciesInput species(String id, String file) {
    return SpeciesInput.of(id, immune().resolve(file))
        .withLabels(new LabelSource.Column("cell_type"))
        .withClusters(
            new LabelSource.Table(immune().resolve("expected_hs_mm/leiden_" + id + ".tsv")));
  }

  private static RunParams params() {
    MappingParams d = MappingParams.defaults();
    NeighborhoodParams walks = d.neighborhood().withExpansion(Expansion.WALK);
    return RunParams.defaults()
        .withUmap(false)
        .withExpression(false)
        .withSpecies(s -> s.withSam(s.sam().withSearch(n -> n.withMethod(SearchMethod.EXACT))))
        .withMapping(d.withNeighborhood(walks).withSearch(n -> n.withMethod(SearchMethod.EXACT)));
  }

  private void map(Workers workers) {
    try (OutputFolder results = OutputFolder.prepare(folder)) {
      RunFolder files = RunFolder.in(results, params(), workers, Progress.silent());
      try (MappingJob.Outcome outcome =
          MappingJob.run(
              List.of(
                  species("hs", "human_pbmc3k.h5ad"), species("mm", "mouse_tm_immune_actinn.h5ad")),
              immune().resolve("maps"),
              params(),
              files,
              workers,
              Progress.silent())) {
        files.write(outcome);
      }
      results.commit();
    }
  }

  @Test
  void areThoseOfThePublishedImplementation() throws IOException {
    List<String[]> table =
        Files.readAllLines(immune().resolve("expected_hs_mm/gene_pairs.tsv")).stream()
            .map(l -> l.split("\t", -1))
            .toList();
    try (Workers workers = Workers.ofAllProcessors()) {
      map(workers);
      GenePairs found = find(workers);
      for (int column = 1; column < table.getFirst().length; column += 3) {
        compare(found, table, column);
      }
    }
  }

  private GenePairs find(Workers workers) {
    try (FinishedRun run = FinishedRun.open(folder);
        ExpressionStore store = ExpressionStore.heap()) {
      CellLabels labels = run.labels(Map.of(), Progress.silent());
      List<Expression> x =
          IntStream.range(0, 2).mapToObj(s -> run.expression(s, store, workers)).toList();
      List<Markers> markers =
          IntStream.range(0, 2).mapToObj(s -> Markers.of(x.get(s), labels, s, workers)).toList();
      MappedGenes data =
          new MappedGenes(
              labels, run.graph(), run.genes(), run.homology(), run.refined(), x, run.weights());
      MappingScores scores = MappingScores.of(run.graph(), labels, run.crossK(), 0);
      GenePairs.Params params = GenePairs.Params.defaults().withAlignThreshold(LISTED);
      return GenePairs.of(data, markers, GenePairs.mapped(scores, params), params, workers);
    }
  }

  private static void compare(GenePairs found, List<String[]> table, int column) {
    String nodes = table.getFirst()[column];
    List<String> listed =
        table.stream().skip(1).map(row -> row[column]).filter(pair -> !pair.isEmpty()).toList();
    List<String> ours =
        found.mappings().stream()
            .filter(m -> (name(found, m.nodeA()) + ";" + name(found, m.nodeB())).equals(nodes))
            .findFirst()
            .orElseThrow(() -> new AssertionError(nodes + " are no pair"))
            .pairs()
            .stream()
            .map(p -> found.genes().name(p.geneA()) + ";" + found.genes().name(p.geneB()))
            .toList();
    long shared = listed.stream().filter(ours::contains).count();
    assertThat(shared).as(nodes).isGreaterThanOrEqualTo((long) Math.ceil(0.9 * listed.size()));
    assertThat(ours.subList(0, Math.min(20, ours.size())))
        .as(nodes)
        .containsAll(listed.subList(0, Math.min(10, listed.size())));
  }

  private static String name(GenePairs found, int node) {
    return found.labels().nodes().get(node).name();
  }
}
