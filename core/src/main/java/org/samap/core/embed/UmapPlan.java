package org.samap.core.embed;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * All that the layout of a graph by {@link Umap} follows from: the edges by turns, the tables of
 * forces, the start and the random numbers. It is made on the CPU. Engines that follow it step by
 * step, in float32 without fused operations, give the same bits.
 */
public final class UmapPlan {
  static final float MAX_STEP = 4;
  private static final float START_WIDTH = 10;

  private final UmapParams params;
  private final int points;
  private final int epochs;
  private final SampledEdges edges;
  private final ForceTable attraction;
  private final ForceTable repulsion;

  private UmapPlan(SparseMatrix graph, UmapParams params, Workers workers) {
    this.params = params;
    points = graph.rows();
    epochs = params.epochsFor(points);
    edges = SampledEdges.of(graph, epochs, params.seed(), workers);
    Closeness closeness = Closeness.fit(params.minDist(), params.spread());
    attraction = new ForceTable(closeness::attraction);
    repulsion = new ForceTable(closeness::repulsion);
  }

  /**
   * Plans the layout of a graph by the strongest edges of each point.
   *
   * @param graph points x points, finite weights of at least 0, not symmetric in general; the
   *     diagonal does not matter
   */
  public static UmapPlan of(SparseMatrix graph, UmapParams params, Workers workers) {
    return of(graph, Umap.STRONGEST, params, workers);
  }

  static UmapPlan of(SparseMatrix graph, int strongest, UmapParams params, Workers workers) {
    requireGraph(graph);
    return new UmapPlan(StrongestEdges.of(graph, strongest, workers), params, workers);
  }

  public int points() {
    return points;
  }

  public int epochs() {
    return epochs;
  }

  public SampledEdges edges() {
    return edges;
  }

  public int negativeSamples() {
    return params.negativeSamples();
  }

  /** What pulls the two ends of an edge together, as a coefficient of their difference. */
  public ForceTable attraction() {
    return attraction;
  }

  /** What pushes a point away from a random one. */
  public ForceTable repulsion() {
    return repulsion;
  }

  /** The squared distance from which a pull is at most 4 and needs no limit. */
  public float clippedPull() {
    return attraction.weakFrom(MAX_STEP);
  }

  /** The squared distance from which a push is at most 4 and needs no limit. */
  public float clippedPush() {
    return repulsion.weakFrom(MAX_STEP);
  }

  /** The length of the steps of an epoch. */
  public float rate(int epoch) {
    return (float) (params.learningRate() * (1 - (double) epoch / epochs));
  }

  /**
   * The random numbers of a turn. The end of an edge that lies at position p among those of the
   * colour takes the numbers from p x negative samples on; the upper 32 bits of each choose a
   * point.
   */
  public RandomStream random(int epoch, int color) {
    long turn = (long) epoch * SampledEdges.COLORS + color;
    return RandomStream.of(params.seed(), "umap", turn);
  }

  /** x and y of each point, side by side, where they start. */
  public float[] start() {
    RandomStream random = RandomStream.of(params.seed(), "umap start", 0);
    float[] start = new float[Math.multiplyExact(2, points)];
    for (int i = 0; i < start.length; i++) {
      start[i] = random.nextFloat() * START_WIDTH;
    }
    return start;
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
