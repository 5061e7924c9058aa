package org.samap.core.neighbors;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * Builds the graph from the rows in random order, in batches whose size depends only on the number
 * of nodes so far. The nodes of a batch search the graph as it was before the batch, in parallel,
 * and are compared with the earlier nodes of their batch one by one. Then every node that was
 * linked to adds its new links, in order of the sources. So the graph depends on rows and seed
 * alone, and is nearly the one that inserting node by node would give.
 */
final class HnswBuilder {
  /** The number of candidates for the links of a new node (efConstruction in the paper). */
  private static final int CANDIDATES = 120;

  private static final int LARGEST_BATCH = 1024;
  private static final int HIGHEST_LEVEL = 30;
  private static final int TASK = 16;

  private final HnswGraph graph;
  private final Workers workers;
  private final Queue<Beam> beams = new ConcurrentLinkedQueue<>();

  private HnswBuilder(HnswGraph graph, Workers workers) {
    this.graph = graph;
    this.workers = workers;
  }

  /**
   * @param rowOf the row of each node
   */
  static HnswGraph build(MeasuredRows rows, Space space, int[] rowOf, long seed, Workers workers) {
    HnswGraph graph = new HnswGraph(rows, space, rowOf, levels(rows.count(), seed));
    HnswBuilder builder = new HnswBuilder(graph, workers);
    for (int from = 1; from < graph.nodes(); ) {
      int to = Math.min(graph.nodes(), from + Math.clamp(from / 8, 1, LARGEST_BATCH));
      builder.insert(from, to);
      from = to;
    }
    return graph;
  }

  private static byte[] levels(int nodes, long seed) {
    byte[] levels = new byte[nodes];
    for (int i = 0; i < nodes; i++) {
      double u = 1 - RandomStream.of(seed, "hnsw-level", i).nextDouble();
      levels[i] =
          (byte)
              Math.min(HIGHEST_LEVEL, (int) (-StrictMath.log(u) / StrictMath.log(HnswGraph.LINKS)));
    }
    return levels;
  }

  private void insert(int from, int to) {
    workers.forRanges(
        to - from,
        TASK,
        (first, last) -> {
          Beam beam = takeBeam();
          for (int i = first; i < last; i++) {
            findLinks(from, from + i, beam);
          }
          beams.add(beam);
        });
    int top = graph.level(graph.entry());
    for (int node = from; node < to; node++) {
      top = Math.max(top, graph.level(node));
    }
    for (int level = 0; level <= top; level++) {
      linkBack(from, to, level);
    }
    for (int node = from; node < to; node++) {
      if (graph.level(node) > graph.level(graph.entry())) {
        graph.setEntry(node);
      }
    }
  }

  private Beam takeBeam() {
    Beam beam = beams.poll();
    return beam == null ? new Beam(graph.nodes()) : beam;
  }

  /** Chooses the links of a new node, on all its levels. */
  private void findLinks(int batch, int node, Beam beam) {
    float[] vectors = graph.vectors();
    int offset = graph.vectorOffset(node);
    int top = graph.level(graph.entry());
    int level = graph.level(node);
    int[] starts = graph.descend(beam, vectors, offset, Math.min(level, top), 1);
    for (int l = level; l >= 0; l--) {
      beam.begin(CANDIDATES);
      if (l <= top) {
        for (int start : starts) {
          graph.meet(beam, vectors, offset, start);
        }
        graph.search(beam, vectors, offset, l);
        starts = beam.nodes();
      }
      for (int other = batch; other < node; other++) {
        if (graph.level(other) >= l) {
          graph.meet(beam, vectors, offset, other);
        }
      }
      choose(node, l, beam, HnswGraph.LINKS);
    }
  }

  /**
   * Links a node to the nearest nodes of the beam that are nearer to it than to all links chosen
   * before (algorithm 4 of the paper). So links go in all directions and not only into the densest,
   * and only one goes to a set of equal rows. If half of the places stay free, the nearest other
   * nodes fill them.
   */
  private void choose(int node, int level, Beam beam, int most) {
    graph.clearLinks(node, level);
    int[] others = new int[beam.size()];
    int count = 0;
    for (int i = 0; i < beam.size() && graph.linkCount(node, level) < most; i++) {
      if (leadsElsewhere(node, level, beam.node(i), beam.distance(i))) {
        graph.addLink(node, level, beam.node(i));
      } else {
        others[count++] = beam.node(i);
      }
    }
    for (int i = 0; i < count && graph.linkCount(node, level) < most / 2; i++) {
      graph.addLink(node, level, others[i]);
    }
  }

  private boolean leadsElsewhere(int node, int level, int candidate, float distance) {
    float toItself = graph.distance(candidate, candidate);
    for (int i = 0; i < graph.linkCount(node, level); i++) {
      float toLink = graph.distance(candidate, graph.link(node, level, i));
      if (toLink < distance || toLink <= toItself) {
        return false;
      }
    }
    return true;
  }

  /** Gives every node that new nodes link to a link back to them. */
  private void linkBack(int from, int to, int level) {
    long[] pairs = pairs(from, to, level);
    int[] starts = new int[pairs.length + 1];
    int targets = 0;
    for (int i = 0; i < pairs.length; i++) {
      if (i == 0 || pairs[i] >> 32 != pairs[i - 1] >> 32) {
        starts[targets++] = i;
      }
    }
    starts[targets] = pairs.length;
    workers.forRanges(
        targets,
        TASK,
        (first, last) -> {
          Beam beam = takeBeam();
          for (int t = first; t < last; t++) {
            takeLinks(pairs, starts[t], starts[t + 1], level, beam);
          }
          beams.add(beam);
        });
  }

  /** All new links as (target, source), in order. */
  private long[] pairs(int from, int to, int level) {
    int count = 0;
    for (int node = from; node < to; node++) {
      count += graph.level(node) >= level ? graph.linkCount(node, level) : 0;
    }
    long[] pairs = new long[count];
    for (int node = from; node < to; node++) {
      for (int i = 0; graph.level(node) >= level && i < graph.linkCount(node, level); i++) {
        pairs[--count] = ((long) graph.link(node, level, i) << 32) | node;
      }
    }
    Arrays.sort(pairs);
    return pairs;
  }

  private void takeLinks(long[] pairs, int from, int to, int level, Beam beam) {
    int node = (int) (pairs[from] >> 32);
    int present = graph.linkCount(node, level);
    int most = HnswGraph.capacity(level);
    if (present + to - from <= most) {
      for (int p = from; p < to; p++) {
        graph.addLink(node, level, (int) pairs[p]);
      }
      return;
    }
    beam.begin(present + to - from);
    for (int i = 0; i < present; i++) {
      int other = graph.link(node, level, i);
      beam.offer(graph.distance(node, other), other);
    }
    for (int p = from; p < to; p++) {
      beam.offer(graph.distance(node, (int) pairs[p]), (int) pairs[p]);
    }
    choose(node, level, beam, most);
  }
}
