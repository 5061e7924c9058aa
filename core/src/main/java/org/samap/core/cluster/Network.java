package org.samap.core.cluster;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The graph at one level of aggregation. Moving a node changes directed modularity only through
 * A_ij + A_ji and the out- and in-strengths. So edges are kept without direction, and self-loops
 * only as part of the strengths.
 *
 * @param offsets the neighbours of node v are at the positions offsets[v] to offsets[v + 1] - 1
 * @param neighbors never the node itself
 * @param weights A_ij + A_ji, above 0
 * @param out the weight of all edges from each node, self-loops included
 * @param in the weight of all edges to each node, self-loops included
 */
record Network(int[] offsets, int[] neighbors, float[] weights, double[] out, double[] in) {

  /**
   * The graph of the cells. Merges both directions twice, to count and to fill, so that no room is
   * wasted.
   */
  static Network of(SparseMatrix graph) {
    SparseMatrix reverse = graph.transpose();
    int n = graph.rows();
    double[] out = new double[n];
    double[] in = new double[n];
    int[] offsets = new int[n + 1];
    for (int v = 0; v < n; v++) {
      out[v] = graph.rowSum(v);
      in[v] = reverse.rowSum(v);
      offsets[v + 1] = Math.addExact(offsets[v], new Neighbors(graph, reverse, v).count());
    }
    int[] neighbors = new int[offsets[n]];
    float[] weights = new float[offsets[n]];
    for (int v = 0; v < n; v++) {
      Neighbors of = new Neighbors(graph, reverse, v);
      for (int p = offsets[v]; of.next(); p++) {
        neighbors[p] = of.neighbor;
        weights[p] = of.weight;
      }
    }
    return new Network(offsets, neighbors, weights, out, in);
  }

  int nodes() {
    return out.length;
  }

  double totalWeight() {
    return Arrays.stream(out).sum();
  }

  /** The mean of {@link #weights}, 0 without edges. */
  double meanWeight() {
    double sum = 0;
    for (float weight : weights) {
      sum += weight;
    }
    return sum / Math.max(1, weights.length);
  }

  /** The graph whose nodes are {@code groups} groups of this one's nodes. */
  Network aggregate(int[] group, int groups, Workers workers) {
    double[] groupOut = new double[groups];
    double[] groupIn = new double[groups];
    for (int v = 0; v < nodes(); v++) {
      groupOut[group[v]] += out[v];
      groupIn[group[v]] += in[v];
    }
    Grouping grouping = Grouping.of(group, groups);
    int[] tasks = grouping.tasks();
    int[] groupOffsets = new int[groups + 1];
    Edges[] edges = new Edges[tasks.length - 1];
    workers.forEach(
        edges.length,
        t -> edges[t] = between(grouping, group, tasks[t], tasks[t + 1], groupOffsets));
    for (int g = 0; g < groups; g++) {
      groupOffsets[g + 1] = Math.addExact(groupOffsets[g], groupOffsets[g + 1]);
    }
    int[] groupNeighbors = new int[groupOffsets[groups]];
    float[] groupWeights = new float[groupOffsets[groups]];
    for (int t = 0; t < edges.length; t++) {
      int first = groupOffsets[tasks[t]];
      System.arraycopy(edges[t].neighbors, 0, groupNeighbors, first, edges[t].size);
      System.arraycopy(edges[t].weights, 0, groupWeights, first, edges[t].size);
    }
    return new Network(groupOffsets, groupNeighbors, groupWeights, groupOut, groupIn);
  }

  /**
   * The edges of the groups {@code from} to {@code to} - 1; writes their number per group to {@code
   * counts}.
   */
  private Edges between(Grouping grouping, int[] group, int from, int to, int[] counts) {
    Edges edges = new Edges();
    GroupSums sums = new GroupSums(grouping.groups());
    for (int g = from; g < to; g++) {
      for (int i = grouping.starts()[g]; i < grouping.starts()[g + 1]; i++) {
        addWeights(grouping.members()[i], group, sums);
      }
      int before = edges.size;
      for (int i = 0; i < sums.size(); i++) {
        int h = sums.group(i);
        if (h != g) {
          edges.add(h, (float) sums.get(h));
        }
      }
      counts[g + 1] = edges.size - before;
      sums.clear();
    }
    return edges;
  }

  /** Adds to the sum of each group the weight of the edges from {@code node} to it. */
  void addWeights(int node, int[] group, GroupSums sums) {
    for (int p = offsets[node]; p < offsets[node + 1]; p++) {
      sums.add(group[neighbors[p]], weights[p]);
    }
  }

  /** Cuts every group into its connected parts, numbered by their lowest node. */
  int[] connectedParts(int[] group) {
    int[] part = new int[nodes()];
    Arrays.fill(part, -1);
    int[] stack = new int[nodes()];
    int parts = 0;
    for (int first = 0; first < nodes(); first++) {
      if (part[first] >= 0) {
        continue;
      }
      int depth = 0;
      stack[depth++] = first;
      part[first] = parts;
      while (depth > 0) {
        int v = stack[--depth];
        for (int p = offsets[v]; p < offsets[v + 1]; p++) {
          int u = neighbors[p];
          if (part[u] < 0 && group[u] == group[v]) {
            part[u] = parts;
            stack[depth++] = u;
          }
        }
      }
      parts++;
    }
    return part;
  }

  /** The neighbours of a cell in either direction, rising, with the weights of both. */
  private static final class Neighbors {
    private final SparseMatrix graph;
    private final SparseMatrix reverse;
    private final int node;
    private int p;
    private int q;
    private int neighbor;
    private float weight;

    Neighbors(SparseMatrix graph, SparseMatrix reverse, int node) {
      this.graph = graph;
      this.reverse = reverse;
      this.node = node;
      p = graph.offset(node);
      q = reverse.offset(node);
    }

    /** Moves to the next neighbour; skips the cell itself and edges of weight 0. */
    boolean next() {
      while (p < graph.offset(node + 1) || q < reverse.offset(node + 1)) {
        int to = p < graph.offset(node + 1) ? graph.index(p) : Integer.MAX_VALUE;
        int from = q < reverse.offset(node + 1) ? reverse.index(q) : Integer.MAX_VALUE;
        neighbor = Math.min(to, from);
        weight = 0;
        weight += to == neighbor ? graph.value(p++) : 0;
        weight += from == neighbor ? reverse.value(q++) : 0;
        if (neighbor != node && weight > 0) {
          return true;
        }
      }
      return false;
    }

    int count() {
      int count = 0;
      while (next()) {
        count++;
      }
      return count;
    }
  }

  /** A growing list of edges. */
  private static final class Edges {
    private int[] neighbors = new int[1024];
    private float[] weights = new float[1024];
    private int size;

    void add(int neighbor, float weight) {
      if (size == neighbors.length) {
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size + (size >> 1) + 1L);
        neighbors = Arrays.copyOf(neighbors, capacity);
        weights = Arrays.copyOf(weights, capacity);
      }
      neighbors[size] = neighbor;
      weights[size++] = weight;
    }
  }
}
