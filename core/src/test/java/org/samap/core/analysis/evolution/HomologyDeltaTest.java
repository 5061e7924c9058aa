package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.Everywhere;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.HomologyDelta.Edge;
import org.samap.core.analysis.evolution.HomologyDelta.Params;
import org.samap.core.analysis.genes.GoldenHomology;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;

class HomologyDeltaTest {
  @TempDir Path folder = Path.of("");

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheWeightAboveTheMedianOfTheWindow(Golden golden) {
    try (golden) {
      RefinedHomology homology = GoldenHomology.of(golden);
      for (int window : new int[] {1, 2, 101}) {
        HomologyDelta delta = delta(homology, Params.defaults().withWindow(window));
        assertThat(delta.edges()).hasSize(homology.sequence().entries() / 2).isNotEmpty();
        assertPlain(homology, delta, window);
      }
    }
  }

  /** As if all genes were expressed. */
  private static HomologyDelta delta(RefinedHomology homology, Params params) {
    double[] weights = new double[homology.genes().size()];
    Arrays.fill(weights, 1);
    return HomologyDelta.of(homology, Everywhere.expressed(homology.genes(), weights), params);
  }

  /** Every window found anew, by sorting. */
  private static void assertPlain(RefinedHomology homology, HomologyDelta delta, int window) {
    int[] speciesOf = homology.speciesOfGenes();
    for (int a = 0; a < 3; a++) {
      for (int b = a + 1; b < 3; b++) {
        int first = a;
        int second = b;
        List<Edge> edges =
            delta.edges().stream()
                .filter(e -> speciesOf[e.first()] == first && speciesOf[e.second()] == second)
                .sorted(Comparator.comparingDouble(Edge::sequence))
                .toList();
        assertThat(edges).isNotEmpty();
        for (Edge e : edges) {
          long below = edges.stream().filter(o -> o.sequence() < e.sequence()).count();
          long equal = edges.stream().filter(o -> o.sequence() == e.sequence()).count();
          long side = Math.max(0, (window - equal + 1) / 2);
          float least = edges.get((int) Math.max(0, below - side)).sequence();
          float most =
              edges.get((int) Math.min(edges.size() - 1, below + equal - 1 + side)).sequence();
          double[] inside =
              edges.stream()
                  .filter(o -> o.sequence() >= least && o.sequence() <= most)
                  .mapToDouble(Edge::refined)
                  .sorted()
                  .toArray();
          double median = (inside[(inside.length - 1) / 2] + inside[inside.length / 2]) / 2;
          assertThat(e.expected()).isCloseTo(median, within(1e-12));
          assertThat(e.delta()).isCloseTo(e.refined() - median, within(1e-12));
        }
      }
    }
  }

  @Test
  void countsDroppedEdgesAndOrdersByDelta() {
    RefinedHomology homology =
        TinyHomology.of("a_1", "a_2", "a_3", "b_1")
            .edge("a_1", "b_1", 10, 0.5)
            .edge("a_2", "b_1", 10, 0)
            .edge("a_3", "b_1", 10, 0.25)
            .build();
    HomologyDelta delta = delta(homology, Params.defaults());
    assertThat(delta.edges())
        .containsExactly(
            new Edge(0, 3, 10, 0.5f, 0.25),
            new Edge(2, 3, 10, 0.25f, 0.25),
            new Edge(1, 3, 10, 0, 0.25));
  }

  @Test
  void leavesOutEdgesOfGenesThatAreNotExpressed() {
    RefinedHomology homology =
        TinyHomology.of("a_1", "a_2", "a_3", "b_1")
            .edge("a_1", "b_1", 10, 0.5)
            .edge("a_2", "b_1", 10, 0)
            .edge("a_3", "b_1", 10, 0)
            .build();
    ExpressedGenes expressed = Everywhere.expressed(homology.genes(), new double[] {1, 0, 0, 0.1});
    assertThat(HomologyDelta.of(homology, expressed, Params.defaults()).edges())
        .containsExactly(new Edge(0, 3, 10, 0.5f, 0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void comparesEdgesOfTheSameTwoSpecies(int species) {
    List<String> names = new ArrayList<>();
    for (int s = 0; s < species; s++) {
      names.add("s" + s + "_gène");
    }
    TinyHomology tiny = TinyHomology.of(names.toArray(String[]::new));
    for (int a = 0; a < species; a++) {
      for (int b = a + 1; b < species; b++) {
        tiny.edge(names.get(a), names.get(b), 50, 0.1 * (a + b));
      }
    }
    HomologyDelta delta = delta(tiny.build(), Params.defaults());
    assertThat(delta.edges())
        .hasSize(species * (species - 1) / 2)
        .allSatisfy(e -> assertThat(e.delta()).isZero());
  }

  @Test
  void writesARowPerEdge() throws IOException {
    RefinedHomology homology = TinyHomology.of("a_1", "b_1").edge("a_1", "b_1", 10, 0.5).build();
    Path file = folder.resolve("delta.tsv");
    delta(homology, Params.defaults()).write(file);
    assertThat(file)
        .hasContent(
            "gene_a\tgene_b\tsequence_weight\trefined_weight\texpected_weight\tdelta\n"
                + "a_1\tb_1\t10\t0.5\t0.5\t0");
  }

  @Test
  void needsAnEdgeInAWindow() {
    assertThatThrownBy(() -> Params.defaults().withWindow(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("window is 0");
  }
}
