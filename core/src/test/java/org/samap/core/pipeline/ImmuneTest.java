package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.golden.Golden;
import org.samap.core.homology.HomologySources;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.pairs.PairFile;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** Immune cells of three species: real data, with what the published implementation gives. */
@Tag("slow")
class ImmuneTest {
  private static Path folder() {
    return Golden.shared("data/immune");
  }

  private static SpeciesInput species(String id, String file, String column) {
    return SpeciesInput.of(id, folder().resolve(file)).withLabels(new LabelSource.Column(column));
  }

  private static MappingScores map(SpeciesInput... species) {
    return map(HomologySources.ofMaps(folder().resolve("maps")), species);
  }

  private static MappingScores map(HomologySources links, SpeciesInput... species) {
    try (Workers workers = Workers.ofAllProcessors()) {
      return MappingJob.run(
              List.of(species),
              links,
              RunParams.defaults().withUmap(false),
              new MappingJob.Listener() {},
              workers,
              Progress.silent())
          .scores();
    }
  }

  private static final int BEST = 0;

  @Test
  void humanAgainstMouseAgreesWithThePublishedImplementation() throws IOException {
    MappingScores scores =
        map(
            species("hs", "human_pbmc3k.h5ad", "cell_type"),
            species("mm", "mouse_tm_immune_actinn.h5ad", "cell_type"));
    List<String[]> table =
        Files.readAllLines(folder().resolve("expected_hs_mm/mapping_scores.tsv")).stream()
            .map(l -> l.split("\t", -1))
            .toList();
    List<String> nodes = Arrays.asList(table.getFirst()).subList(1, table.size());
    assertThat(scores.names()).containsExactlyInAnyOrderElementsOf(nodes);
    int n = nodes.size();
    double[][] expected = new double[n][n];
    double[][] actual = new double[n][n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        expected[a][b] = Double.parseDouble(table.get(a + 1)[b + 1]);
        actual[a][b] =
            scores
                .scores()[scores.names().indexOf(nodes.get(a))][
                scores.names().indexOf(nodes.get(b))];
      }
    }
    assertThat(pearson(upper(actual), upper(expected))).isGreaterThan(0.97);
    assertThat(meanDifferenceOfLarge(upper(actual), upper(expected))).isLessThan(0.05);
    for (int a = 0; a < n; a++) {
      int[] best = order(expected[a]);
      if (expected[a][best[BEST]] > 0.5) {
        assertThat(nodes.get(order(actual[a])[BEST]))
            .as(nodes.get(a))
            .isEqualTo(nodes.get(best[BEST]));
      }
    }
  }

  @Test
  void threeSpeciesMapSameCellsToEachOther() {
    MappingScores scores =
        map(
            species("hs", "human_pbmc3k.h5ad", "cell_type"),
            species("mm", "mouse_tm_immune_actinn.h5ad", "cell_type"),
            species("dr", "zebrafish_blood.h5ad", "gate"));
    assertThat(bestPartner(scores, "hs_B", "mm")).isEqualTo("mm_B cell");
    assertThat(bestPartner(scores, "hs_NK", "mm")).isEqualTo("mm_NK cell");
    assertThat(bestPartner(scores, "hs_FCGR3A+ Mono", "mm")).isEqualTo("mm_Monocyte");
    assertThat(scores.ranking()).anyMatch(p -> p.node().species().equals("dr") && p.score() > 0.1);
    assertThat(scores.scores()).isNotEmpty();
    for (double[] row : scores.scores()) {
      assertThat(row).doesNotContain(Double.NaN);
    }
  }

  /** The maps hold the identities of the export, which are rounded there. */
  @Test
  void pairsOfEnsemblAndASavedGraphGiveTheScoresOfTheMaps(@TempDir Path saved) {
    SpeciesInput human = species("hs", "human_pbmc3k.h5ad", "cell_type");
    SpeciesInput mouse = species("mm", "mouse_tm_immune_actinn.h5ad", "cell_type");
    PairFile ensembl =
        PairFile.of(Golden.shared("data/homology/human_mice_ENS_M2M.txt.gz"), "hs,mm");
    MappingScores byMaps = map(human, mouse);
    Path graph = saved.resolve("hs_mm.graph");
    try (Workers workers = Workers.ofAllProcessors()) {
      HomologySources.ofPairs(ensembl)
          .read(List.of("hs", "mm"), HomologyParams.defaults(), workers, Progress.silent())
          .graph()
          .save(graph);
    }
    MappingScores byPairs = map(HomologySources.ofPairs(ensembl), human, mouse);
    MappingScores bySaved = map(HomologySources.ofSaved(graph), human, mouse);
    assertThat(bySaved.scores()).isDeepEqualTo(byPairs.scores());
    assertThat(byPairs.names()).isEqualTo(byMaps.names()).isNotEmpty();
    double most = 0;
    for (int a = 0; a < byMaps.names().size(); a++) {
      for (int b = 0; b < byMaps.names().size(); b++) {
        most = Math.max(most, Math.abs(byPairs.scores()[a][b] - byMaps.scores()[a][b]));
      }
    }
    assertThat(most).isLessThan(0.002);
  }

  private static String bestPartner(MappingScores scores, String node, String species) {
    return scores.ranking().stream()
        .filter(p -> p.node().name().equals(node) && p.partner().species().equals(species))
        .findFirst()
        .orElseThrow()
        .partner()
        .name();
  }

  private static double[] upper(double[][] m) {
    double[] out = new double[m.length * (m.length - 1) / 2];
    int i = 0;
    for (int a = 0; a < m.length; a++) {
      for (int b = a + 1; b < m.length; b++) {
        out[i++] = m[a][b];
      }
    }
    return out;
  }

  private static int[] order(double[] row) {
    return java.util.stream.IntStream.range(0, row.length)
        .boxed()
        .sorted((a, b) -> Double.compare(row[b], row[a]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static double meanDifferenceOfLarge(double[] actual, double[] expected) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] > 0.05) {
        sum += Math.abs(actual[i] - expected[i]);
        count++;
      }
    }
    return sum / count;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
