package org.samap.core.embed;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/**
 * The edges of a graph as seen from both of their ends, and when they are sampled: an edge of
 * weight w in a share w / (largest weight) of all epochs, evenly spread, and within an epoch in the
 * turn of its colour, a random one. Edges that would be sampled less than once, and self-loops, are
 * left out.
 *
 * <p>Edges of a colour lie together in memory, in the order of the points: walking through a turn
 * is then several times faster than with all edges of a point together.
 *
 * @param points the number of points
 * @param offsets the edges of colour c at point v are at the positions offsets[c * points + v] to
 *     offsets[c * points + v + 1] - 1
 * @param neighbors the other end
 * @param rates the share of epochs in which the edge is sampled, below 0 for an edge that points to
 *     v
 * @param salt of the random colours and phases
 */
record SampledEdges(int points, int[] offsets, int[] neighbors, float[] rates, long salt) {
  /** A power of two. */
  static final int COLORS = 32;

  /** At most 2^30 edges between 2^26 points. */
  static SampledEdges of(SparseMatrix graph, int epochs, long seed) {
    SparseMatrix withoutLoops = graph.filter((i, j, w) -> i != j && w > 0);
    float largest = 0;
    for (float weight : withoutLoops.values()) {
      largest = Math.max(largest, weight);
    }
    long salt = RandomStream.of(seed, "umap edges", 0).nextLong();
    float rarest = largest / epochs;
    SparseMatrix kept = withoutLoops.filter((i, j, w) -> w >= rarest);
    int n = graph.rows();
    int[] offsets = new int[Math.addExact(Math.multiplyExact(COLORS, n), 1)];
    int[] ends = new int[Math.multiplyExact(2, kept.entries())];
    SampledEdges edges = new SampledEdges(n, offsets, ends, new float[ends.length], salt);
    edges.fill(kept, largest);
    return edges;
  }

  private void fill(SparseMatrix graph, float largest) {
    for (int i = 0; i < points; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        int j = graph.index(p);
        int first = color(i, j) * points;
        offsets[first + i + 1]++;
        offsets[first + j + 1]++;
      }
    }
    for (int k = 1; k < offsets.length; k++) {
      offsets[k] += offsets[k - 1];
    }
    int[] next = offsets.clone();
    for (int i = 0; i < points; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        int j = graph.index(p);
        int first = color(i, j) * points;
        float rate = graph.value(p) / largest;
        put(next[first + i]++, j, rate);
        put(next[first + j]++, i, -rate);
      }
    }
  }

  private void put(int position, int neighbor, float rate) {
    neighbors[position] = neighbor;
    rates[position] = rate;
  }

  /** Whether the edge at {@code position} points away from the point that it is at. */
  boolean isOut(int position) {
    return rates[position] > 0;
  }

  /**
   * Whether the edge of point v at {@code position} is sampled in an epoch; both ends agree. Every
   * edge has a phase of its own, so that edges of equal weight, which are most of a neighbour
   * graph, do not all act in the same epochs.
   */
  boolean isSampled(int v, int position, int epoch) {
    int neighbor = neighbors[position];
    long hash = isOut(position) ? hash(v, neighbor) : hash(neighbor, v);
    double rate = Math.abs(rates[position]);
    double due = rate * epoch + (hash >>> 11) * 0x1p-53;
    return (int) (due + rate) > (int) due;
  }

  private int color(int from, int to) {
    return (int) hash(from, to) & (COLORS - 1);
  }

  /** The finalizer of SplitMix64. */
  private long hash(int from, int to) {
    long z = salt ^ (((long) from << 32) | to);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
