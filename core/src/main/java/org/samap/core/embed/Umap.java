package org.samap.core.embed;

import java.util.Arrays;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * The layout of a graph in the plane by UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426). The
 * weights of the graph are taken as the fuzzy set as they stand. Points start at random; in every
 * epoch an edge, sampled in proportion to its weight, pulls both its ends together, and random
 * points push its first end away, by the gradient of the cross-entropy of weights and {@link
 * Closeness}, at most 4 a step and coordinate, with steps that shrink to nothing.
 *
 * <p>Stochastic descent takes edge after edge, which neither runs in parallel nor gives one result
 * for all numbers of threads. Here an epoch has 32 turns, each for a random 1/32 of the edges: in a
 * turn every point moves along its own edges, one after the other, and sees all other points where
 * they were when the turn began. So both ends of an edge still move at once from the same
 * positions, and few edges of a point share a turn. The result is a function of graph and
 * parameters.
 *
 * <p>What was tried, as cross-entropy a point (less is better) of one edge after the other, of 1,
 * 8, 32 and 128 turns: ring of 1,000 points in two parts with edges only between them 80, 193, 85,
 * 73, 72; groups in two such parts 139, 222, 141, 139, 138. One turn lets linked parts swap places
 * for ever. Turns by points instead of edges (all edges of some points, the others still) never
 * oscillate but stay entangled: 122 on the ring with 4 to 64 turns, since only one end of an edge
 * moves at a time.
 *
 * <p>O(epochs x edges x (1 + negative samples)) time; 16 bytes an edge and some 180 a point of
 * memory. Coordinates are finite; a point without edges stays where it started, in [0, 10) x [0,
 * 10).
 */
public final class Umap {
  private static final int POINTS_PER_TASK = 2048;
  private static final float MAX_STEP = 4;
  private static final float START_WIDTH = 10;

  private final UmapParams params;
  private final int points;
  private final int epochs;
  private final SampledEdges edges;
  private final ForceTable attraction;
  private final ForceTable repulsion;

  /** What each point draws its negative samples from. */
  private final RandomStream[] random;

  /** x and y of each point, side by side: at the beginning and at the end of a turn. */
  private float[] before;

  private float[] after;

  private Umap(SparseMatrix graph, UmapParams params) {
    this.params = params;
    points = graph.rows();
    epochs = params.epochsFor(points);
    edges = SampledEdges.of(graph, epochs, params.seed());
    Closeness closeness = Closeness.fit(params.minDist(), params.spread());
    attraction = new ForceTable(closeness::attraction);
    repulsion = new ForceTable(closeness::repulsion);
    random = new RandomStream[points];
    Arrays.setAll(random, v -> RandomStream.of(params.seed(), "umap", v));
    before = new float[Math.multiplyExact(2, points)];
    after = new float[before.length];
  }

  /**
   * @param graph points x points, finite weights of at least 0, not symmetric in general; the
   *     diagonal does not matter
   * @return points x 2
   */
  public static FloatMatrix layout(SparseMatrix graph, UmapParams params, Workers workers) {
    requireGraph(graph);
    Umap umap = new Umap(graph, params);
    umap.start();
    umap.optimize(workers);
    return FloatMatrix.of(umap.points, 2, umap.before);
  }

  private void start() {
    for (int v = 0; v < points; v++) {
      before[2 * v] = random[v].nextFloat() * START_WIDTH;
      before[2 * v + 1] = random[v].nextFloat() * START_WIDTH;
    }
  }

  private void optimize(Workers workers) {
    for (int e = 0; e < epochs; e++) {
      int epoch = e;
      float rate = (float) (params.learningRate() * (1 - (double) epoch / epochs));
      for (int c = 0; c < SampledEdges.COLORS; c++) {
        int color = c;
        workers.forRanges(
            points,
            POINTS_PER_TASK,
            (from, to) -> {
              for (int v = from; v < to; v++) {
                move(v, epoch, color, rate);
              }
            });
        float[] swap = before;
        before = after;
        after = swap;
      }
    }
  }

  /** Moves one point along its edges of one colour, while all others are where they were before. */
  private void move(int v, int epoch, int color, float rate) {
    float x = before[2 * v];
    float y = before[2 * v + 1];
    int row = color * points + v;
    for (int p = edges.offsets()[row]; p < edges.offsets()[row + 1]; p++) {
      if (!edges.isSampled(v, p, epoch)) {
        continue;
      }
      int neighbor = edges.neighbors()[p];
      float dx = x - before[2 * neighbor];
      float dy = y - before[2 * neighbor + 1];
      float pull = attraction.at(dx * dx + dy * dy);
      x += rate * clip(pull * dx);
      y += rate * clip(pull * dy);
      if (edges.isOut(p)) {
        float atX = x; // all pushes from one place: the processor then overlaps them
        float atY = y;
        for (int i = params.negativeSamples(); i > 0; i--) {
          int other = (int) (((random[v].nextLong() >>> 32) * points) >>> 32);
          if (other != v) {
            dx = atX - before[2 * other];
            dy = atY - before[2 * other + 1];
            float push = repulsion.at(dx * dx + dy * dy);
            x += rate * clip(push * dx);
            y += rate * clip(push * dy);
          }
        }
      }
    }
    after[2 * v] = x;
    after[2 * v + 1] = y;
  }

  private static float clip(float step) {
    return step > MAX_STEP ? MAX_STEP : step < -MAX_STEP ? -MAX_STEP : step;
  }

  private static void requireGraph(SparseMatrix graph) {
    if (graph.rows() != graph.columns()) {
      throw new IllegalArgumentException("not a graph: " + graph);
    }
    for (int p = 0; p < graph.entries(); p++) {
      if (!(graph.value(p) >= 0 && graph.value(p) < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("edge " + p + " has weight " + graph.value(p));
      }
    }
  }
}
