package org.samap.core.embed;

import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * The edges of a graph, seen from both ends, and when each is sampled. An edge of weight w is
 * sampled in a share w / (largest weight) of all epochs, evenly spread. Within an epoch its turn is
 * given by its colour, which is random. Self-loops and edges that would be sampled less than once
 * are left out. Shares are kept in units of 1/65536, so they are off by at most 2^-17.
 *
 * <p>Ends of a colour lie together in memory in the order of their points, so that a turn reads
 * them from front to back. An end takes 6 bytes: the neighbour, whether the edge points away from
 * the point, whether it is the point's last end of this colour, and the share. A point without an
 * edge of a colour gets an edge to itself, which does not pull. Memory: 12 bytes an edge, at most
 * 192 a point; 4 an edge, and 4 a point and thread, while they are sorted.
 *
 * <p>Takes any number of edges between up to 2^30 points.
 */
public final class SampledEdges {
  public static final int COLORS = 32;

  /** Points that a task moves: a constant, so that the cut does not depend on the threads. */
  static final int POINTS_PER_BLOCK = 2048;

  private static final int COLOR_SHIFT = 27;
  private static final int SHARE_BITS = 16;
  private static final int ONE = 1 << SHARE_BITS;
  private static final int LAST = 1;
  private static final int OUT = 2;

  private final SparseMatrix graph;
  private final float largest;
  private final float rarest;
  private final int salt;

  /** By colour: 4 x neighbour, + 2 for an edge to it, + 1 for the last end of a point. */
  private final int[][] ends = new int[COLORS][];

  /** By colour: 65536 x the share of epochs, less 1. */
  private final char[][] shares = new char[COLORS][];

  /** By colour: where the ends of each block of points begin, and their number. */
  private final int[][] starts = new int[COLORS][];

  private SampledEdges(SparseMatrix graph, int epochs, long seed) {
    if (graph.rows() > 1 << 30) {
      throw new IllegalArgumentException(graph.rows() + " points are more than 2^30");
    }
    this.graph = graph;
    salt = (int) RandomStream.of(seed, "umap edges", 0).nextLong();
    float max = 0;
    for (int i = 0; i < graph.rows(); i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        max = graph.index(p) == i ? max : Math.max(max, graph.value(p));
      }
    }
    largest = max;
    rarest = max / epochs;
  }

  /** Orders the edges of blocks of points by colour, then collects them colour by colour. */
  static SampledEdges of(SparseMatrix graph, int epochs, long seed, Workers workers) {
    SampledEdges edges = new SampledEdges(graph, epochs, seed);
    int[] ordered = new int[graph.entries()];
    int[][] begins = new int[Math.ceilDiv(graph.rows(), POINTS_PER_BLOCK)][COLORS + 1];
    workers.forEach(begins.length, block -> edges.order(block, ordered, begins[block]));
    workers.forEach(COLORS, color -> edges.collect(color, ordered, begins));
    return edges;
  }

  /**
   * Puts the positions of the edges of a block of points in the order of their colours, where the
   * edges themselves lie in the graph.
   *
   * @param begins where each colour begins, and the end of the last
   */
  private void order(int block, int[] ordered, int[] begins) {
    int from = block * POINTS_PER_BLOCK;
    int to = Math.min(graph.rows(), from + POINTS_PER_BLOCK);
    forEdges(from, to, (_, color) -> begins[color + 1]++);
    begins[0] = graph.offset(from);
    for (int color = 0; color < COLORS; color++) {
      begins[color + 1] += begins[color];
    }
    int[] next = begins.clone();
    forEdges(from, to, (position, color) -> ordered[next[color]++] = position);
  }

  @FunctionalInterface
  private interface Edge {
    void at(int position, int color);
  }

  /** Visits the edges of points that are sampled at all, in order. */
  private void forEdges(int from, int to, Edge edge) {
    for (int i = from; i < to; i++) {
      for (int p = graph.offset(i); p < graph.offset(i + 1); p++) {
        int j = graph.index(p);
        float weight = graph.value(p);
        if (weight > 0 && weight >= rarest && i != j) {
          edge.at(p, hash(i, j) >>> COLOR_SHIFT);
        }
      }
    }
  }

  private void collect(int color, int[] ordered, int[][] begins) {
    int n = graph.rows();
    int[] next = new int[n + 1];
    for (int b = 0; b < begins.length; b++) {
      int i = b * POINTS_PER_BLOCK;
      for (int q = begins[b][color]; q < begins[b][color + 1]; q++) {
        i = rowOf(ordered[q], i);
        next[i + 1]++;
        next[graph.index(ordered[q]) + 1]++;
      }
    }
    for (int v = 0; v < n; v++) {
      next[v + 1] = Math.addExact(next[v], Math.max(1, next[v + 1]));
    }
    int[] start = new int[Math.ceilDiv(n, POINTS_PER_BLOCK) + 1];
    for (int b = 0; b < start.length; b++) {
      start[b] = next[Math.min(n, b * POINTS_PER_BLOCK)];
    }
    int[] end = new int[next[n]];
    char[] share = new char[next[n]];
    for (int v = 0; v < n; v++) {
      end[next[v]] = v << 2; // an edge to itself, unless a real edge takes its place
    }
    for (int b = 0; b < begins.length; b++) {
      int i = b * POINTS_PER_BLOCK;
      for (int q = begins[b][color]; q < begins[b][color + 1]; q++) {
        int p = ordered[q];
        i = rowOf(p, i);
        int j = graph.index(p);
        int rounded = Math.max(1, Math.round(graph.value(p) / largest * ONE));
        share[next[i]] = (char) (rounded - 1);
        share[next[j]] = (char) (rounded - 1);
        end[next[i]++] = j << 2 | OUT;
        end[next[j]++] = i << 2;
      }
    }
    markLast(end, start, next);
    ends[color] = end;
    shares[color] = share;
    starts[color] = start;
  }

  /**
   * @param next for each point, the position after its last edge; its first position if it has no
   *     edge
   */
  private static void markLast(int[] end, int[] start, int[] next) {
    int begin = start[0];
    for (int v = 0; v < next.length - 1; v++) {
      int after = Math.max(next[v], begin + 1);
      end[after - 1] |= LAST;
      begin = after;
    }
  }

  /** The row of an entry, looked for from a row on. */
  private int rowOf(int position, int from) {
    int row = from;
    while (graph.offset(row + 1) <= position) {
      row++;
    }
    return row;
  }

  /** The ends of a colour: 4 x neighbour, + 2 for an edge to it, + 1 for the last of a point. */
  public int[] ends(int color) {
    return ends[color];
  }

  /** For each end of a colour, 65536 x the share of epochs, less 1. */
  public char[] shares(int color) {
    return shares[color];
  }

  /** Where the ends of a colour begin for each point, and their number. O(ends). */
  public int[] offsets(int color) {
    int[] end = ends[color];
    int[] offsets = new int[graph.rows() + 1];
    int v = 0;
    for (int p = 0; p < end.length; p++) {
      offsets[v + 1] = p + 1; // the last end of a point has the last word
      v += end[p] & LAST;
    }
    return offsets;
  }

  /** What makes the colours and phases of the edges those of a seed. */
  public int salt() {
    return salt;
  }

  /** Moves {@code sample} to the first end of a block of points in a turn. */
  void begin(Sample sample, int color, int block) {
    sample.color = color;
    sample.position = starts[color][block];
    sample.until = starts[color][block + 1];
    sample.point = block * POINTS_PER_BLOCK;
  }

  /**
   * Takes the next ends that are sampled in an epoch, as many as {@code sample} holds.
   *
   * <p>An edge has its own phase, the same at both ends. So edges of equal weight, which are most
   * of a neighbour graph, do not all act in the same epochs. The loop has no branches, since no
   * processor could predict them.
   *
   * @return whether there were ends left
   */
  boolean take(Sample sample, int epoch) {
    int[] end = ends[sample.color];
    char[] share = shares[sample.color];
    // Chunks end at multiples of their size, whatever the block.
    int chunk = Sample.CAPACITY - sample.position % Sample.CAPACITY;
    int until = sample.position + Math.min(sample.until - sample.position, chunk);
    int v = sample.point;
    int pulls = 0;
    int pushes = 0;
    int[] at = sample.at;
    int[] neighbor = sample.neighbor;
    int[] tail = sample.tail;
    int[] place = sample.end;
    for (int p = sample.position; p < until; p++) {
      int u = end[p] >>> 2;
      int out = end[p] >>> 1 & 1;
      int ofBoth = (u ^ v) & -out;
      int sampled = due(hash(u ^ ofBoth, v ^ ofBoth), share[p] + 1, epoch);
      at[pulls] = v;
      neighbor[pulls] = u;
      pulls += sampled;
      tail[pushes] = v;
      place[pushes] = p;
      pushes += sampled & out;
      v += end[p] & LAST;
    }
    boolean some = sample.position < until;
    sample.position = until;
    sample.point = v;
    sample.pulls = pulls;
    sample.pushes = pushes;
    return some;
  }

  /** Returns 1 if a multiple of 65536 lies between epoch x share + phase and one share more. */
  private static int due(int hash, int share, int epoch) {
    int phase = hash >>> (COLOR_SHIFT - SHARE_BITS); // without the bits of the colour
    return (((share * epoch + phase) & (ONE - 1)) + share) >>> SHARE_BITS;
  }

  /** 32 bits of a pair, all but the lowest well mixed. */
  private int hash(int from, int to) {
    int h = (from * 0x9E3779B1 + to * 0x85EBCA77) ^ salt;
    h = (h ^ h >>> 15) * 0x2C1B3C6D;
    return (h ^ h >>> 12) * 0x297A2D39;
  }
}
