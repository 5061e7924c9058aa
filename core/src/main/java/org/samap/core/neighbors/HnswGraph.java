package org.samap.core.neighbors;

import java.util.Arrays;

/**
 * A hierarchy of navigable small worlds on flat arrays. On level 0 every node has links to near and
 * diverse nodes. Each higher level has {@link #LINKS} times fewer nodes than the level below. A
 * search descends from the top level to the neighbourhood of its query.
 *
 * <p>Yu. Malkov, D. Yashunin, Efficient and robust approximate nearest neighbor search using
 * hierarchical navigable small world graphs, 2018, arXiv:1603.09320.
 *
 * <p>Memory per node: 4 bytes x (dimensions of the space + 36).
 */
final class HnswGraph {
  /**
   * The links that a new node gets on a level, and the most links on a level above 0 (M in the
   * paper).
   */
  static final int LINKS = 16;

  /** The most links on level 0. */
  static final int LINKS_0 = 2 * LINKS;

  private static final int BLOCK = 64;

  private final Space space;
  private final int stride;
  private final float[] vectors;
  private final byte[] levels;
  private final int[] slots;
  private final int[] links;
  private int entry;

  /**
   * A graph without links.
   *
   * @param space the space in which nodes are compared
   * @param rowOf the row of each node
   * @param levels the highest level of each node
   */
  HnswGraph(MeasuredRows rows, Space space, int[] rowOf, byte[] levels) {
    this.space = space;
    this.stride = stride(space.dimensions(), rows.count());
    this.vectors = new float[Math.multiplyExact(levels.length, stride)];
    this.levels = levels;
    this.slots = new int[levels.length + 1];
    for (int from = 0; from < levels.length; from += BLOCK) {
      int to = Math.min(levels.length, from + BLOCK);
      float[] forms = space.points(rows, rowOf, from, to);
      for (int node = from; node < to; node++) {
        int at = (node - from) * space.width();
        System.arraycopy(forms, at, vectors, node * stride, space.dimensions());
      }
    }
    for (int node = 0; node < levels.length; node++) {
      slots[node + 1] = Math.addExact(slots[node], LINKS_0 + 1 + levels[node] * (LINKS + 1));
    }
    this.links = new int[slots[levels.length]];
  }

  /** The distance of rows in the array: whole registers, if the array then still fits. */
  private static int stride(int dimensions, int rows) {
    int padded = Math.ceilDiv(dimensions, 16) * 16;
    return (long) padded * rows < Integer.MAX_VALUE - 8 ? padded : dimensions;
  }

  int nodes() {
    return levels.length;
  }

  int level(int node) {
    return levels[node];
  }

  int entry() {
    return entry;
  }

  void setEntry(int node) {
    entry = node;
  }

  static int capacity(int level) {
    return level == 0 ? LINKS_0 : LINKS;
  }

  /** The position of a list of links, which is their number followed by the nodes. */
  private int list(int node, int level) {
    return slots[node] + (level == 0 ? 0 : LINKS_0 + 1 + (level - 1) * (LINKS + 1));
  }

  int linkCount(int node, int level) {
    return links[list(node, level)];
  }

  int link(int node, int level, int i) {
    return links[list(node, level) + 1 + i];
  }

  void addLink(int node, int level, int to) {
    int at = list(node, level);
    links[at + ++links[at]] = to;
  }

  void clearLinks(int node, int level) {
    links[list(node, level)] = 0;
  }

  /** The vector of a row of another matrix, to compare nodes with. */
  float[] query(MeasuredRows queries, int row) {
    float[] form = space.queries(queries, new int[] {row}, 0, 1);
    return Arrays.copyOf(Arrays.copyOf(form, space.dimensions()), stride);
  }

  float[] vectors() {
    return vectors;
  }

  int vectorOffset(int node) {
    return node * stride;
  }

  /** How far away a node is: minus the cosine, or the squared Euclidean distance. */
  float distance(float[] query, int offset, int node) {
    return space.geometry().apart(query, offset, vectors, node * stride, stride);
  }

  float distance(int a, int b) {
    return distance(vectors, a * stride, b);
  }

  /** Offers a node to a beam unless it was met before. */
  void meet(Beam beam, float[] query, int offset, int node) {
    if (beam.visit(node)) {
      beam.offer(distance(query, offset, node), node);
    }
  }

  /** Follows links from the nodes in the beam until all nodes in it are expanded. */
  void search(Beam beam, float[] query, int offset, int level) {
    for (int node = beam.expand(); node >= 0; node = beam.expand()) {
      int at = list(node, level);
      for (int i = at + 1; i <= at + links[at]; i++) {
        meet(beam, query, offset, links[i]);
      }
    }
  }

  /**
   * Descends from the entry to the level above {@code level}; the {@code width} nearest nodes of a
   * level are the start of the next. Returns where to start on {@code level}.
   */
  int[] descend(Beam beam, float[] query, int offset, int level, int width) {
    int[] starts = {entry};
    for (int l = levels[entry]; l > level; l--) {
      beam.begin(width);
      for (int start : starts) {
        meet(beam, query, offset, start);
      }
      search(beam, query, offset, l);
      starts = beam.nodes();
    }
    return starts;
  }
}
