package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

class SampledEdgesTest {
  private static final int EPOCHS = 100;

  /** One end of an edge. */
  private record End(int at, int position, int color) {}

  private static List<End> ends(SampledEdges edges, int from, int to) {
    List<End> found = new ArrayList<>();
    for (int color = 0; color < SampledEdges.COLORS; color++) {
      for (int v : new int[] {from, to}) {
        int row = color * edges.points() + v;
        for (int p = edges.offsets()[row]; p < edges.offsets()[row + 1]; p++) {
          if (edges.isOut(p) == (v == from) && edges.neighbors()[p] == from + to - v) {
            found.add(new End(v, p, color));
          }
        }
      }
    }
    return found;
  }

  private static SparseMatrix randomGraph(int n) {
    RandomStream random = RandomStream.of(5, "test", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (random.nextDouble() < 0.2) {
          b.add(j, random.nextFloat(0.02f, 1));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  @Test
  void bothEndsOfAnEdgeAgree() {
    int n = 30;
    SparseMatrix graph = randomGraph(n);
    SampledEdges edges = SampledEdges.of(graph, EPOCHS, 0);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i == j) {
          continue;
        }
        List<End> ends = ends(edges, i, j);
        assertThat(ends).hasSize(graph.get(i, j) == 0 ? 0 : 2);
        if (!ends.isEmpty()) {
          End a = ends.get(0);
          End b = ends.get(1);
          assertThat(a.color()).isEqualTo(b.color());
          for (int e = 0; e < EPOCHS; e++) {
            assertThat(edges.isSampled(a.at(), a.position(), e))
                .isEqualTo(edges.isSampled(b.at(), b.position(), e));
          }
        }
      }
    }
  }

  @Test
  void anEdgeIsSampledInProportionToItsWeight() {
    SparseMatrix graph = randomGraph(30);
    SparseMatrix withoutLoops = graph.filter((i, j, w) -> i != j);
    double max = IntStream.range(0, 30).mapToDouble(withoutLoops::rowMax).max().orElseThrow();
    SampledEdges edges = SampledEdges.of(graph, EPOCHS, 0);
    for (int i = 0; i < 30; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        if (graph.index(p) == i) {
          continue;
        }
        End end = ends(edges, i, graph.index(p)).getFirst();
        double samples = 0;
        for (int e = 0; e < EPOCHS; e++) {
          samples += edges.isSampled(end.at(), end.position(), e) ? 1 : 0;
        }
        assertThat(samples).isCloseTo(EPOCHS * graph.value(p) / max, within(1.0));
      }
    }
  }

  @Test
  void leavesOutLoopsZerosAndEdgesTooWeakToBeSampled() {
    SparseMatrix.Builder b = SparseMatrix.builder(4, 4);
    b.add(0, 90); // a loop
    b.add(1, 9);
    b.add(2, 0.0899f);
    b.add(3, 0);
    SampledEdges edges = SampledEdges.of(b.build(), EPOCHS, 0);
    assertThat(edges.neighbors()).hasSize(2).contains(0, 1);
  }

  @Test
  void theSeedChangesTheColors() {
    SparseMatrix graph = randomGraph(30);
    assertThat(SampledEdges.of(graph, EPOCHS, 1).neighbors())
        .isNotEqualTo(SampledEdges.of(graph, EPOCHS, 0).neighbors());
  }
}
