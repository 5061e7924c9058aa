package org.samap.core.cluster;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * A graph at one level of the aggregation. Moving a node changes directed modularity only through
 * A_ij + A_ji and through the out- and in-strengths, so edges are kept without direction, and
 * self-loops only as part of the strengths.
 *
 * @param offsets the neighbours of node v are at the positions offsets[v] to offsets[v + 1] - 1
 * @param neighbors never the node itself
 * @param weights A_ij + A_ji, above 0
 * @param out the weight of all edges from each node, self-loops included
 * @param in the weight of all edges to each node, self-loops included
 */
record Network(int[] offsets, int[] neighbors, float[] weights, double[] out, double[] in) {

  /** The graph of the cells themselves. */
  static Network of(SparseMatrix graph) {
    SparseMatrix reverse = graph.transpose();
    int n = graph.rows();
    double[] out = new double[n];
    double[] in = new double[n];
    Edges edges = new Edges(n, Math.max(16, graph.entries()));
    for (int v = 0; v < n; v++) {
      out[v] = graph.rowSum(v);
      in[v] = reverse.rowSum(v);
      int p = graph.offset(v);
      int q = reverse.offset(v);
      while (p < graph.offset(v + 1) || q < reverse.offset(v + 1)) {
        int to = p < graph.offset(v + 1) ? graph.index(p) : Integer.MAX_VALUE;
        int from = q < reverse.offset(v + 1) ? reverse.index(q) : Integer.MAX_VALUE;
        int neighbor = Math.min(to, from);
        float weight = 0;
        weight += to == neighbor ? graph.value(p++) : 0;
        weight += from == neighbor ? reverse.value(q++) : 0;
        edges.add(v, neighbor, weight);
      }
      edges.endNode(v);
    }
    return edges.network(out, in);
  }

  int nodes() {
    return out.length;
  }

  double totalWeight() {
    return Arrays.stream(out).sum();
  }

  /** The graph whose nodes are {@code groups} groups of this one's nodes. */
  Network aggregate(int[] group, int groups) {
    int[] start = new int[groups + 1];
    for (int g : group) {
      start[g + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    int[] next = start.clone();
    int[] members = new int[nodes()];
    double[] groupOut = new double[groups];
    double[] groupIn = new double[groups];
    for (int v = 0; v < nodes(); v++) {
      members[next[group[v]]++] = v;
      groupOut[group[v]] += out[v];
      groupIn[group[v]] += in[v];
    }
    Edges edges = new Edges(groups, 1024);
    GroupSums sums = new GroupSums(groups);
    for (int g = 0; g < groups; g++) {
      for (int i = start[g]; i < start[g + 1]; i++) {
        addWeights(members[i], group, sums);
      }
      for (int i = 0; i < sums.size(); i++) {
        edges.add(g, sums.group(i), (float) sums.get(sums.group(i)));
      }
      edges.endNode(g);
      sums.clear();
    }
    return edges.network(groupOut, groupIn);
  }

  /** Adds the weight of the edges of {@code node} into each group. */
  void addWeights(int node, int[] group, GroupSums sums) {
    for (int p = offsets[node]; p < offsets[node + 1]; p++) {
      sums.add(group[neighbors[p]], weights[p]);
    }
  }

  /** The partition with every group cut into its connected parts, numbered by their lowest node. */
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

  /** Collects edges node by node. */
  private static final class Edges {
    private final int[] offsets;
    private int[] neighbors;
    private float[] weights;
    private int size;

    Edges(int nodes, int capacity) {
      offsets = new int[nodes + 1];
      neighbors = new int[capacity];
      weights = new float[capacity];
    }

    /** Adds an edge that counts: neither a self-loop nor without weight. */
    void add(int node, int neighbor, float weight) {
      if (neighbor == node || weight == 0) {
        return;
      }
      if (size == neighbors.length) {
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8, size + (size >> 1) + 1L);
        neighbors = Arrays.copyOf(neighbors, capacity);
        weights = Arrays.copyOf(weights, capacity);
      }
      neighbors[size] = neighbor;
      weights[size++] = weight;
    }

    void endNode(int node) {
      offsets[node + 1] = size;
    }

    Network network(double[] out, double[] in) {
      return new Network(
          offsets, Arrays.copyOf(neighbors, size), Arrays.copyOf(weights, size), out, in);
    }
  }
}
