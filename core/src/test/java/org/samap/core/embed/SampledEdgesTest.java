package org.samap.core.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class SampledEdgesTest {
  private static final int EPOCHS = 100;
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** A pull of one point towards another. */
  private record Pull(int at, int neighbor) {
    Pull reversed() {
      return new Pull(neighbor, at);
    }

    boolean isOfAnEdge() {
      return at != neighbor;
    }
  }

  /** What happens in a turn. */
  private record Turn(List<Pull> pulls, List<Integer> tails) {
    static Turn of(SampledEdges edges, int points, int color, int epoch) {
      Turn turn = new Turn(new ArrayList<>(), new ArrayList<>());
      Sample sample = new Sample();
      for (int block = 0; block * SampledEdges.POINTS_PER_BLOCK < points; block++) {
        edges.begin(sample, color, block);
        while (edges.take(sample, epoch)) {
          for (int i = 0; i < sample.pulls; i++) {
            turn.pulls.add(new Pull(sample.at[i], sample.neighbor[i]));
          }
          for (int i = 0; i < sample.pushes; i++) {
            turn.tails.add(sample.tail[i]);
          }
        }
      }
      return turn;
    }

    List<Pull> pullsOfEdges() {
      return pulls.stream().filter(Pull::isOfAnEdge).toList();
    }
  }

  private static SampledEdges sampled(SparseMatrix graph) {
    return SampledEdges.of(graph, EPOCHS, 0, WORKERS);
  }

  /** Edges from lower to higher points alone, so that the end of an edge is known by its points. */
  private static SparseMatrix randomGraph(int n) {
    RandomStream random = RandomStream.of(5, "test", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        if (random.nextDouble() < 0.2) {
          b.add(j, random.nextFloat(0.02f, 1));
        }
      }
      b.endRow();
    }
    return b.build();
  }

  @Test
  void bothEndsOfAnEdgeAgreeAndOneOfThemPushes() {
    SampledEdges edges = sampled(randomGraph(30));
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      for (int color = 0; color < SampledEdges.COLORS; color++) {
        Turn turn = Turn.of(edges, 30, color, epoch);
        List<Pull> pulls = turn.pullsOfEdges();
        assertThat(pulls.stream().map(Pull::reversed).toList())
            .containsExactlyInAnyOrderElementsOf(pulls);
        assertThat(turn.tails)
            .isEqualTo(pulls.stream().filter(p -> p.at < p.neighbor).map(Pull::at).toList());
        assertThat(pulls.stream().map(Pull::at).toList()).isSorted();
      }
    }
  }

  @Test
  void anEdgeIsSampledInProportionToItsWeightAlwaysInOneColor() {
    int n = 30;
    SparseMatrix graph = randomGraph(n);
    SparseMatrix withoutLoops = graph.filter((i, j, w) -> i != j);
    double max = 0;
    for (float weight : withoutLoops.values()) {
      max = Math.max(max, weight);
    }
    SampledEdges edges = sampled(graph);
    int[][] samples = new int[n][n];
    int[][] colors = new int[n][n];
    for (int color = 0; color < SampledEdges.COLORS; color++) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        for (Pull pull : Turn.of(edges, n, color, epoch).pullsOfEdges()) {
          samples[pull.at][pull.neighbor]++;
          colors[pull.at][pull.neighbor] |= 1 << color;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        assertThat((double) samples[i][j])
            .isCloseTo(EPOCHS * graph.get(i, j) / max, within(1.0 + 1e-3));
        assertThat(Integer.bitCount(colors[i][j])).isEqualTo(graph.get(i, j) > 0 ? 1 : 0);
      }
    }
  }

  @Test
  void edgesOfEqualWeightDoNotAllActInTheSameEpochs() {
    int n = 300;
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      b.add((i + 1) % n, i == 0 ? 1 : 0.25f);
      b.endRow();
    }
    SampledEdges edges = sampled(b.build());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      int samples = 0;
      for (int color = 0; color < SampledEdges.COLORS; color++) {
        samples += Turn.of(edges, n, color, epoch).tails.size();
      }
      assertThat(samples).isBetween(n / 8, n / 2);
    }
  }

  @Test
  void takesEveryEndOfHubsAndOfPointsInManyBlocks() {
    int n = 3 * SampledEdges.POINTS_PER_BLOCK + 1;
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      b.add(0, 1);
      b.add(n - 1, 1);
      b.endRow();
    }
    SampledEdges edges = sampled(b.build());
    int[] pulls = new int[n];
    int tails = 0;
    for (int color = 0; color < SampledEdges.COLORS; color++) {
      Turn turn = Turn.of(edges, n, color, 7);
      turn.pullsOfEdges().forEach(pull -> pulls[pull.at]++);
      tails += turn.tails.size();
    }
    assertThat(tails).isEqualTo(2 * n - 2);
    assertThat(pulls[0]).isEqualTo(n);
    assertThat(pulls[n - 1]).isEqualTo(n);
    assertThat(pulls[1]).isEqualTo(2);
  }

  @Test
  void leavesOutLoopsZerosAndEdgesTooWeakToBeSampled() {
    SparseMatrix.Builder b = SparseMatrix.builder(4, 4);
    b.add(0, 90); // a loop
    b.add(1, 9);
    b.add(2, 0.0899f);
    b.add(3, 0);
    SampledEdges edges = sampled(b.build());
    List<Pull> pulls = new ArrayList<>();
    for (int color = 0; color < SampledEdges.COLORS; color++) {
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        pulls.addAll(Turn.of(edges, 4, color, epoch).pullsOfEdges());
      }
    }
    assertThat(pulls).containsOnly(new Pull(0, 1), new Pull(1, 0));
  }

  @Test
  void theSeedChangesTheColors() {
    SparseMatrix graph = randomGraph(30);
    assertThat(Turn.of(SampledEdges.of(graph, EPOCHS, 1, WORKERS), 30, 0, 0).pulls)
        .isNotEqualTo(Turn.of(sampled(graph), 30, 0, 0).pulls);
  }
}
