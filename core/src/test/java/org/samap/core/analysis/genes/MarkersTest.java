package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class MarkersTest {
  @TempDir private Path folder;

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredScoresAndPValues(Golden golden) throws IOException {
    try (golden;
        Workers workers = Workers.of(2)) {
      CellLabels labels = GoldenGenes.labels(golden);
      List<Expression> expression = GoldenGenes.expression(golden);
      for (int s = 0; s < 3; s++) {
        String id = golden.species().get(s);
        Markers markers = Markers.of(expression.get(s), labels, s, workers);
        List<String[]> scores = gunzip(golden, "expected/markers_scores_" + id + ".tsv.gz");
        List<String[]> p = gunzip(golden, "expected/markers_pvals_" + id + ".tsv.gz");
        assertThat(scores.getFirst()).hasSize(markers.nodes().length + 1);
        List<String> genes = GoldenGenes.genes(golden).namesOf(s);
        assertThat(scores).hasSize(genes.size() + 1);
        for (int g = 0; g < genes.size(); g++) {
          assertThat(scores.get(g + 1)[0]).isEqualTo(genes.get(g));
          for (int c = 1; c < scores.getFirst().length; c++) {
            int node = labels.nodes().indexOf(new Node(id, scores.getFirst()[c]));
            String what = genes.get(g) + " in " + labels.nodes().get(node);
            double score = Double.parseDouble(scores.get(g + 1)[c]);
            assertThat(markers.score(node, g)).as(what).isCloseTo(score, within(1e-4 * score));
            assertSameP(markers.logP(node, g), Double.parseDouble(p.get(g + 1)[c]), what);
          }
        }
      }
    }
  }

  private static void assertSameP(double logP, double expected, String what) {
    if (expected < 1e-12) {
      assertThat(LogProbability.minusLog10(logP))
          .as(what)
          .isCloseTo(-Math.log10(expected), within(1e-3));
    } else {
      assertThat(Math.exp(logP)).as(what).isCloseTo(expected, within(1e-4 * expected));
    }
  }

  private static List<String[]> gunzip(Golden golden, String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(golden.folder().resolve(file))),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(l -> l.split("\t", -1)).toList();
    }
  }

  private static final int CELLS = 61;
  private static final int GENES = 70;

  /** Few distinct values, negative ones among them, and labels of which one has one cell. */
  private static float value(int cell, int gene) {
    RandomStream random = RandomStream.of(5, "markers", (long) cell * GENES + gene);
    return gene == 3 || random.nextDouble() < 0.4 ? 0 : random.nextInt(7) - 2;
  }

  private static Expression expression() {
    HeapExpression.Builder x = HeapExpression.builder(GENES);
    for (int c = 0; c < CELLS; c++) {
      for (int g = 0; g < GENES; g++) {
        if (value(c, g) != 0) {
          x.add(g, value(c, g));
        }
      }
      x.endCell();
    }
    return x.build();
  }

  private static CellLabels labels() {
    List<String> labels = new ArrayList<>();
    for (int c = 0; c < CELLS; c++) {
      labels.add(c == 7 ? "alone" : List.of("a b", "c;d", "é→").get(c * c % 3));
    }
    return CellLabels.of(List.of("xx", "yy"), List.of(List.of("z", "z"), labels));
  }

  @Test
  void ranksAsAPlainSortDoes() {
    try (Workers workers = Workers.of(3)) {
      CellLabels labels = labels();
      Markers markers = Markers.of(expression(), labels, 1, workers);
      assertThat(markers.nodes()).isNotEmpty();
      for (int g = 0; g < GENES; g++) {
        for (int node : markers.nodes()) {
          double expected =
              labels.nodes().get(node).name().equals("yy_alone") ? 0 : plainScore(labels, node, g);
          assertThat(markers.score(node, g)).isCloseTo(Math.max(0, expected), within(1e-12));
          if (expected <= 0) {
            assertThat(markers.logP(node, g)).isZero();
          }
        }
      }
    }
  }

  /** Counts pairs of cells: half a point where they are equal. */
  private static double plainScore(CellLabels labels, int node, int gene) {
    double u = 0;
    int inside = 0;
    int outside = 0;
    for (int c = 0; c < CELLS; c++) {
      if (labels.nodeOf()[2 + c] != node) {
        outside += c == 7 ? 0 : 1;
        continue;
      }
      inside++;
      for (int d = 0; d < CELLS; d++) {
        if (d != 7 && labels.nodeOf()[2 + d] != node) {
          u += 0.5 * (1 + Math.signum(value(c, gene) - value(d, gene)));
        }
      }
    }
    double n = inside + outside;
    return (u - inside * outside / 2.0) / Math.sqrt(inside * (double) outside * (n + 1) / 12);
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      assertThat(Markers.of(expression(), labels(), 1, five).scores())
          .isDeepEqualTo(Markers.of(expression(), labels(), 1, one).scores());
    }
  }

  @Test
  void aSpeciesOfOneLabelHasNoMarkers() {
    try (Workers workers = Workers.of(1)) {
      CellLabels labels = CellLabels.of(List.of("xx"), List.of(Collections.nCopies(CELLS, "a")));
      Markers markers = Markers.of(expression(), labels, 0, workers);
      assertThat(Arrays.stream(markers.scores()[0]).max().orElseThrow()).isZero();
    }
  }

  @Test
  void writesTheBestOfEachLabel() throws IOException {
    try (Workers workers = Workers.of(1)) {
      HeapExpression.Builder x = HeapExpression.builder(2);
      for (int c = 0; c < 40; c++) {
        if (c < 20) {
          x.add(1, 2 + c);
        }
        x.endCell();
      }
      List<String> types = new ArrayList<>(Collections.nCopies(20, "T, CD4+"));
      types.addAll(Collections.nCopies(20, "B;naïve"));
      CellLabels labels = CellLabels.of(List.of("hs"), List.of(types));
      GeneAxis genes = GeneAxis.of(List.of("hs"), List.of(List.of("G0", "G1")));
      Path file = folder.resolve("markers.tsv");
      Markers markers = Markers.of(x.build(), labels, 0, workers);
      Markers.write(List.of(markers), genes, Markers.Params.defaults(), file);
      List<String> lines = Files.readAllLines(file);
      assertThat(lines)
          .hasSize(2)
          .first()
          .isEqualTo("node\trank\tgene\tscore\tp\tminus_log10_p\tq\tfraction\tfraction_of_others");
      String[] row = lines.get(1).split("\t");
      assertThat(row).startsWith("hs_T, CD4+", "1", "hs_G1").endsWith("1", "0");
      // scipy.stats: (610 - 20 * 41 / 2) / sqrt(20 * 20 * 41 / 12) = 5.4100178, 2 norm.sf
      assertThat(Double.parseDouble(row[3])).isCloseTo(5.410017808, within(1e-5));
      assertThat(Double.parseDouble(row[4])).isCloseTo(6.301848221e-8, within(1e-13));
      assertThat(Double.parseDouble(row[6])).isCloseTo(2 * 6.301848221e-8, within(1e-12));
    }
  }

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThatThrownBy(() -> Markers.Params.defaults().withMaxP(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("max_p is 0.0");
    assertThatThrownBy(() -> Markers.Params.defaults().withNGenes(-1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("n_genes is -1");
  }
}
