package org.samap.core.embed;

import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * The layout of a graph in the plane by UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426). The
 * weights of the graph are taken as the fuzzy set as they stand. Points start at random; in every
 * epoch an edge, sampled in proportion to its weight, pulls both its ends together, and random
 * points push its first end away, by the gradient of the cross-entropy of weights and {@link
 * Closeness}, at most 4 a step and coordinate, with steps that shrink to nothing.
 *
 * <p>Of each point the {@value #STRONGEST} strongest edges are laid out, so that time grows with
 * the points alone, however many species they have edges to.
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
 * <p>Within a turn up to 2,048 ends of edges are first picked, then all pull, then their points are
 * pushed: three short loops without unforeseeable branches, 5 ns an end, 7 ns a pull and 7 ns a
 * push. One loop that did all in the order of the edges took a third longer.
 *
 * <p>O(epochs x edges x (1 + negative samples)) time; beside the graph 12 bytes an edge and at most
 * 210 a point of memory ({@link SampledEdges}). Coordinates are finite; a point without edges stays
 * where it started, in [0, 10) x [0, 10).
 */
public final class Umap {
  /**
   * Edges of a point that are laid out. Where a cell has neighbours in many species its weaker
   * edges say what the stronger ones said: of 12 species (500 cells each, 239 edges a cell) the
   * strongest 20, 30, 40, 60 and all edges gave a cross-entropy of 512, 508, 517, 513 and 579 a
   * point (of all edges), 99.7, 99.7, 99.7, 99.5 and 97.2 % nearest points of the same type, 74,
   * 75, 75, 76 and 77 % of another species, and took 6, 8, 9, 13 and 54 s. Two species with the
   * usual 19 and 20 neighbours have no more than this.
   */
  private static final int STRONGEST = 40;

  private static final float MAX_STEP = 4;
  private static final float START_WIDTH = 10;

  private final UmapParams params;
  private final int points;
  private final int epochs;
  private final SampledEdges edges;
  private final ForceTable attraction;
  private final ForceTable repulsion;

  /** Squared distances below which a step can be too long. */
  private final float clippedPull;

  private final float clippedPush;

  private final ThreadLocal<Sample> samples = ThreadLocal.withInitial(Sample::new);

  /** x and y of each point, side by side: at the beginning and at the end of a turn. */
  private float[] before;

  private float[] after;

  private Umap(SparseMatrix graph, UmapParams params, Workers workers) {
    this.params = params;
    points = graph.rows();
    epochs = params.epochsFor(points);
    edges = SampledEdges.of(graph, epochs, params.seed(), workers);
    Closeness closeness = Closeness.fit(params.minDist(), params.spread());
    attraction = new ForceTable(closeness::attraction);
    repulsion = new ForceTable(closeness::repulsion);
    clippedPull = attraction.weakFrom(MAX_STEP);
    clippedPush = repulsion.weakFrom(MAX_STEP);
    before = new float[Math.multiplyExact(2, points)];
    after = new float[before.length];
  }

  /**
   * @param graph points x points, finite weights of at least 0, not symmetric in general; the
   *     diagonal does not matter
   * @return points x 2
   */
  public static FloatMatrix layout(SparseMatrix graph, UmapParams params, Workers workers) {
    return layout(graph, params, workers, Progress.Silent.INSTANCE);
  }

  /**
   * The same.
   *
   * @param phase counts the epochs
   */
  public static FloatMatrix layout(
      SparseMatrix graph, UmapParams params, Workers workers, Progress.Phase phase) {
    return layout(graph, STRONGEST, params, workers, phase);
  }

  static FloatMatrix layout(
      SparseMatrix graph, int strongest, UmapParams params, Workers workers, Progress.Phase phase) {
    requireGraph(graph);
    Umap umap = new Umap(StrongestEdges.of(graph, strongest, workers), params, workers);
    umap.start();
    umap.optimize(workers, phase);
    return FloatMatrix.of(umap.points, 2, umap.before);
  }

  private void start() {
    RandomStream random = RandomStream.of(params.seed(), "umap start", 0);
    for (int i = 0; i < before.length; i++) {
      before[i] = random.nextFloat() * START_WIDTH;
    }
  }

  private void optimize(Workers workers, Progress.Phase phase) {
    int blocks = Math.ceilDiv(points, SampledEdges.POINTS_PER_BLOCK);
    phase.expect(epochs);
    for (int e = 0; e < epochs; e++) {
      int epoch = e;
      float rate = (float) (params.learningRate() * (1 - (double) epoch / epochs));
      for (int c = 0; c < SampledEdges.COLORS; c++) {
        int color = c;
        workers.forEach(blocks, block -> move(block, epoch, color, rate));
        float[] swap = before;
        before = after;
        after = swap;
      }
      phase.advance(1);
    }
  }

  /**
   * Moves some points along their edges of one colour, while all others are as they were before.
   */
  private void move(int block, int epoch, int color, float rate) {
    int from = 2 * SampledEdges.POINTS_PER_BLOCK * block;
    int to = Math.min(before.length, from + 2 * SampledEdges.POINTS_PER_BLOCK);
    System.arraycopy(before, from, after, from, to - from);
    long turn = (long) epoch * SampledEdges.COLORS + color;
    RandomStream random = RandomStream.of(params.seed(), "umap", turn << 31 | block);
    Sample sample = samples.get();
    edges.begin(sample, color, block);
    while (edges.take(sample, epoch)) {
      pull(sample, rate);
      push(sample, rate, random);
    }
  }

  private void pull(Sample sample, float rate) {
    for (int i = 0; i < sample.pulls; i++) {
      int v = 2 * sample.at[i];
      int u = 2 * sample.neighbor[i];
      float dx = after[v] - before[u];
      float dy = after[v + 1] - before[u + 1];
      float d2 = dx * dx + dy * dy;
      float pull = attraction.at(d2);
      if (d2 < clippedPull) {
        after[v] += rate * clip(pull * dx);
        after[v + 1] += rate * clip(pull * dy);
      } else {
        after[v] += rate * (pull * dx);
        after[v + 1] += rate * (pull * dy);
      }
    }
  }

  private void push(Sample sample, float rate, RandomStream random) {
    for (int i = 0; i < sample.pushes; i++) {
      int v = 2 * sample.tail[i];
      float x = after[v]; // all pushes from one place: the processor then overlaps them
      float y = after[v + 1];
      float moveX = 0;
      float moveY = 0;
      for (int s = params.negativeSamples(); s > 0; s--) {
        int other = 2 * (int) (((random.nextLong() >>> 32) * points) >>> 32);
        if (other == v) {
          continue;
        }
        float dx = x - before[other];
        float dy = y - before[other + 1];
        float d2 = dx * dx + dy * dy;
        float push = repulsion.at(d2);
        if (d2 < clippedPush) {
          moveX += clip(push * dx);
          moveY += clip(push * dy);
        } else {
          moveX += push * dx;
          moveY += push * dy;
        }
      }
      after[v] = x + rate * moveX;
      after[v + 1] = y + rate * moveY;
    }
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
