package org.samap.core.homology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Graphs;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.homology.graph.TwoSpecies;

/** Links through a third species, on graphs that are small enough to compute by hand. */
class LinkPathsTest {
  private static final List<String> IDS = List.of("a", "b", "m");
  private static final TwoSpecies ENDS = new TwoSpecies("a", "b");

  private static HomologyGraph direct(String... edges) {
    GeneAxis genes =
        GeneAxis.of(
            IDS, List.of(List.of("1", "2", "3"), List.of("x", "y", "z"), List.of("p", "q", "r")));
    return Graphs.graph(genes, List.of(edges));
  }

  private static List<String> paths(HomologyGraph direct, double threshold) {
    LinkCollector links = new LinkCollector(List.of("a", "b"));
    LinkPaths.add(direct, ENDS, "m", threshold, links);
    return Graphs.edges(links.graph());
  }

  @Test
  void multipliesTheRelativeWeightsOfBothSteps() {
    // a_2's best is 8, m_p's best among a is 10 and among b 4
    HomologyGraph direct = direct("a_1 m_p 10", "a_2 m_p 8", "b_x m_p 4", "b_y m_p 1");
    assertThat(paths(direct, 0))
        .containsExactly(
            "a_1 b_x 1.0",
            "a_1 b_y " + (float) (1 / Math.sqrt(4)),
            "a_2 b_x " + (float) (8 / Math.sqrt(80)),
            "a_2 b_y " + (float) ((float) (8 / Math.sqrt(80)) * (double) (float) 0.5));
  }

  @Test
  void takesTheBestOfSeveralPaths() {
    HomologyGraph direct = direct("a_1 m_p 2", "a_1 m_q 8", "b_x m_p 5", "b_x m_q 5");
    assertThat(paths(direct, 0)).containsExactly("a_1 b_x 1.0");
  }

  @Test
  void takesNoStepThatTheFilterLeavesOut() {
    HomologyGraph direct = direct("a_1 m_p 10", "a_2 m_p 1", "a_2 m_q 10", "b_x m_p 3");
    assertThat(paths(direct, 0.25)).containsExactly("a_1 b_x 1.0");
    assertThat(paths(direct, 0)).hasSize(2);
  }

  @Test
  void countsTheGenesInTheMiddle() {
    HomologyGraph direct = direct("a_1 m_p 1", "a_2 m_q 1", "b_x m_p 1", "a_3 b_z 1");
    LinkCollector links = new LinkCollector(List.of("a", "b"));
    assertThat(LinkPaths.add(direct, ENDS, "m", 0.25, links))
        .isEqualTo(new LinkPaths.Middle(2, 1, 1));
    assertThat(Graphs.edges(links.graph())).containsExactly("a_1 b_x 1.0");
  }

  @Test
  void comparesWeightsBetweenTheSameSpeciesAlone() {
    HomologyGraph graph = direct("a_1 b_x 900", "a_1 m_p 3", "a_2 m_p 12");
    assertThat(Graphs.edges(LinkPaths.relative(graph)))
        .containsExactly("a_1 b_x 1.0", "a_1 m_p 0.5", "a_2 m_p 1.0");
  }
}
