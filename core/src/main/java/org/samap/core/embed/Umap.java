package org.samap.core.embed;

import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * The layout of a graph in the plane by UMAP (McInnes, Healy, Melville 2018, arXiv:1802.03426). The
 * weights of the graph are the fuzzy set, unchanged. Points start at random. In every epoch edges
 * are sampled in proportion to their weights. A sampled edge pulls its two ends together, and
 * random points push its first end away. Forces follow the gradient of the cross-entropy of weights
 * and {@link Closeness}, at most 4 a step and coordinate, with steps that shrink to 0.
 *
 * <p>Only the {@value #STRONGEST} strongest edges of each point are used, so that time grows with
 * the number of points, not of species.
 *
 * <p>Stochastic descent takes one edge after another, which does not run in parallel with the same
 * result for any number of threads. So an epoch has 32 turns, each with a random 1/32 of the edges.
 * In a turn every point moves along its own edges, one after the other, and sees all other points
 * where they were when the turn began. So both ends of an edge still move at once from the same
 * positions, and few edges of a point share a turn. The result is a function of graph and
 * parameters.
 *
 * <p>What was tried, as cross-entropy a point (less is better) for one edge after the other, then
 * for 1, 8, 32 and 128 turns. A ring of 1,000 points in two parts with edges only between them: 80,
 * 193, 85, 73, 72. Groups in two such parts: 139, 222, 141, 139, 138. With one turn, linked parts
 * swap places for ever. Turns by points (all edges of some points, while the others stay) never
 * oscillate but stay entangled, since only one end of an edge moves at a time: 122 on the ring with
 * 4 to 64 turns.
 *
 * <p>Within a turn, up to 2,048 ends of edges are picked, then all pull, then their points are
 * pushed. These are three short loops without unpredictable branches: 5 ns an end, 7 ns a pull and
 * 7 ns a push. A single loop over the edges took a third longer.
 *
 * <p>Time O(epochs x edges x (1 + negative samples)); memory beside the graph 12 bytes an edge and
 * at most 210 a point ({@link SampledEdges}). Coordinates are finite. A point without edges stays
 * where it started, in [0, 10) x [0, 10).
 */
public final class Umap {
  /**
   * The most edges that are used of a point. Where a cell has neighbours in many species, its
   * weaker edges only repeat what the stronger ones say. Measured with 12 species (500 cells each,
   * 239 edges a cell), for the strongest 20, 30, 40, 60 and all edges: cross-entropy a point (over
   * all edges) 512, 508, 517, 513 and 579; nearest points of the same type 99.7, 99.7, 99.7, 99.5
   * and 97.2 %; of another species 74, 75, 75, 76 and 77 %; time 6, 8, 9, 13 and 54 s. Two species
   * with the usual 19 and 20 neighbours have no more edges than this.
   */
  static final int STRONGEST = 40;

  private final UmapPlan plan;
  private final SampledEdges edges;
  private final ForceTable attraction;
  private final ForceTable repulsion;

  /** The squared distance below which a step can be too long. */
  private final float clippedPull;

  private final float clippedPush;

  private final ThreadLocal<Sample> samples = ThreadLocal.withInitial(Sample::new);

  /** x and y of each point, side by side: at the beginning and at the end of a turn. */
  private float[] before;

  private float[] after;

  private Umap(UmapPlan plan) {
    this.plan = plan;
    edges = plan.edges();
    attraction = plan.attraction();
    repulsion = plan.repulsion();
    clippedPull = plan.clippedPull();
    clippedPush = plan.clippedPush();
    before = plan.start();
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
   * Lays out the graph and reports progress.
   *
   * @param phase counts the epochs
   */
  public static FloatMatrix layout(
      SparseMatrix graph, UmapParams params, Workers workers, Progress.Phase phase) {
    return layout(graph, STRONGEST, params, workers, phase);
  }

  static FloatMatrix layout(
      SparseMatrix graph, int strongest, UmapParams params, Workers workers, Progress.Phase phase) {
    Umap umap = new Umap(UmapPlan.of(graph, strongest, params, workers));
    umap.optimize(workers, phase);
    return FloatMatrix.of(umap.plan.points(), 2, umap.before);
  }

  private void optimize(Workers workers, Progress.Phase phase) {
    int blocks = Math.ceilDiv(plan.points(), SampledEdges.POINTS_PER_BLOCK);
    phase.expect(plan.epochs());
    for (int e = 0; e < plan.epochs(); e++) {
      int epoch = e;
      for (int c = 0; c < SampledEdges.COLORS; c++) {
        int color = c;
        workers.forEach(blocks, block -> move(block, epoch, color));
        float[] swap = before;
        before = after;
        after = swap;
      }
      phase.advance(1);
    }
  }

  /**
   * Moves a block of points along their edges of one colour; all others stay as they were before
   * the turn.
   */
  private void move(int block, int epoch, int color) {
    int from = 2 * SampledEdges.POINTS_PER_BLOCK * block;
    int to = Math.min(before.length, from + 2 * SampledEdges.POINTS_PER_BLOCK);
    System.arraycopy(before, from, after, from, to - from);
    float rate = plan.rate(epoch);
    RandomStream random = plan.random(epoch, color);
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
    int points = plan.points();
    int negativeSamples = plan.negativeSamples();
    for (int i = 0; i < sample.pushes; i++) {
      int v = 2 * sample.tail[i];
      float x = after[v]; // fixed during the pushes, so that the processor can overlap them
      float y = after[v + 1];
      float moveX = 0;
      float moveY = 0;
      random.goTo((long) sample.end[i] * negativeSamples);
      for (int s = negativeSamples; s > 0; s--) {
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
    return step > UmapPlan.MAX_STEP
        ? UmapPlan.MAX_STEP
        : step < -UmapPlan.MAX_STEP ? -UmapPlan.MAX_STEP : step;
  }
}
