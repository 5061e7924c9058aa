package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.samap.core.run.Workers;

/**
 * Approximate search in a graph. It builds a graph of the points, follows its links for every
 * query, and ranks the best points in float64. In a search of rows among themselves a row starts at
 * its own node.
 */
final class HnswSearch {
  /** The least beam width (ef in the paper) for a row that is a node itself. */
  private static final int WIDTH_OF_OWN = 100;

  /**
   * The least beam width for another row, which can lie between the clusters that links connect.
   */
  private static final int WIDTH_OF_OTHER = 400;

  /** The beam width of such a row on the levels above, so that it sees all clusters. */
  private static final int DESCENT_WIDTH = 64;

  private static final int TASK = 64;

  private final Answers answers;
  private final HnswGraph graph;
  private final int[] rowOf;

  /** The most candidates that are ranked in float64. */
  private final int ranked;

  private final int[] nodeOf;
  private final Queue<Beam> beams = new ConcurrentLinkedQueue<>();

  private HnswSearch(Answers answers, HnswGraph graph, int[] rowOf, boolean reduced) {
    this.answers = answers;
    this.graph = graph;
    this.rowOf = rowOf;
    this.ranked = reduced ? Integer.MAX_VALUE : Effort.atLeast(answers);
    this.nodeOf = new int[rowOf.length];
    for (int node = 0; node < rowOf.length; node++) {
      nodeOf[rowOf[node]] = node;
    }
  }

  static void search(Answers answers, long seed, Workers workers) {
    int[] rowOf = RowSample.order(answers.points().count(), seed, "hnsw-order");
    Space space = Space.reduced(answers.rows(), ClusteredSearch.MOST_DIMENSIONS, seed, workers);
    HnswGraph graph = HnswBuilder.build(answers.points(), space, rowOf, seed, workers);
    HnswSearch search = new HnswSearch(answers, graph, rowOf, space.isReduced());
    workers.forRanges(answers.queries().count(), TASK, search::searchBlock);
  }

  private void searchBlock(int from, int to) {
    Beam pooled = beams.poll();
    Beam beam = pooled == null ? new Beam(graph.nodes()) : pooled;
    for (int q = from; q < to; q++) {
      answers.set(q, find(q, beam));
    }
    beams.add(beam);
  }

  /**
   * Compares with all points a row without length, as all are equally far, and a row for which the
   * graph found too few.
   */
  private BestK find(int query, Beam beam) {
    if (answers.queries().hasNoDirection(query)) {
      return answers.rankAll(query);
    }
    int wanted = answers.wanted();
    int least = answers.self() ? WIDTH_OF_OWN : WIDTH_OF_OTHER;
    int width = (int) Math.min(graph.nodes(), Math.max(least, 2L * wanted));
    follow(query, width, beam);
    int[] candidates = new int[beam.size()];
    int count = 0;
    for (int i = 0; i < beam.size() && count < ranked; i++) {
      int point = rowOf[beam.node(i)];
      if (!answers.isSelf(query, point)) {
        candidates[count++] = point;
      }
    }
    return count < wanted
        ? answers.rankAll(query)
        : answers.rank(query, Arrays.copyOf(candidates, count));
  }

  private void follow(int query, int width, Beam beam) {
    float[] vector;
    int offset;
    int[] starts;
    if (answers.self()) {
      vector = graph.vectors();
      offset = graph.vectorOffset(nodeOf[query]);
      starts = new int[] {nodeOf[query]};
    } else {
      vector = graph.query(answers.queries(), query);
      offset = 0;
      starts = graph.descend(beam, vector, offset, 0, DESCENT_WIDTH);
    }
    beam.begin(width);
    for (int start : starts) {
      graph.meet(beam, vector, offset, start);
    }
    graph.search(beam, vector, offset, 0);
  }
}
