package org.samap.core.cluster;

import java.util.random.RandomGenerator;

/**
 * Moves single nodes to a neighbouring or a new community as long as quality rises. A node is
 * visited again only when a neighbour has left its community, so the work is about the edges of the
 * nodes that move.
 */
final class LocalMoving {
  /** A gain below this share of a node's strength is a rounding error. */
  private static final double NO_GAIN = 1e-10;

  private final Network network;
  private final double penalty;
  private final int[] community;

  /** Out- and in-strength of each community, side by side. */
  private final double[] strengths;

  private final int[] size;
  private final int[] empty;
  private int empties;
  private final GroupSums weights;

  private LocalMoving(Network network, double penalty, int[] community) {
    int n = network.nodes();
    this.network = network;
    this.penalty = penalty;
    this.community = community;
    strengths = new double[2 * n];
    size = new int[n];
    empty = new int[n];
    weights = new GroupSums(n);
    for (int v = 0; v < n; v++) {
      strengths[2 * community[v]] += network.out()[v];
      strengths[2 * community[v] + 1] += network.in()[v];
      size[community[v]]++;
    }
    for (int c = n - 1; c >= 0; c--) {
      if (size[c] == 0) {
        empty[empties++] = c;
      }
    }
  }

  /**
   * @param penalty resolution / total weight
   * @param community of each node, 0 to n - 1; changed
   */
  static void run(Network network, double penalty, int[] community, RandomGenerator random) {
    new LocalMoving(network, penalty, community).moveUntilStable(random);
  }

  private void moveUntilStable(RandomGenerator random) {
    int n = network.nodes();
    int[] queue = Shuffle.of(n, random);
    boolean[] settled = new boolean[n];
    int head = 0;
    int tail = 0; // the next free place; the queue is full at first
    int waiting = n;
    while (waiting > 0) {
      int v = queue[head];
      head = next(head);
      waiting--;
      settled[v] = true;
      if (!move(v)) {
        continue;
      }
      for (int p = network.offsets()[v]; p < network.offsets()[v + 1]; p++) {
        int u = network.neighbors()[p];
        if (settled[u] && community[u] != community[v]) {
          settled[u] = false;
          queue[tail] = u;
          tail = next(tail);
          waiting++;
        }
      }
    }
  }

  private int next(int place) {
    return place + 1 == community.length ? 0 : place + 1;
  }

  /** Moves a node to its best community; returns whether it moved. */
  private boolean move(int v) {
    int from = community[v];
    leave(v, from);
    network.addWeights(v, community, weights);
    double tolerance = NO_GAIN * (network.out()[v] + network.in()[v]);
    int best = from;
    double bestGain = gain(v, from) + tolerance;
    for (int i = 0; i < weights.size(); i++) {
      double gain = gain(v, weights.group(i));
      if (gain > bestGain) {
        best = weights.group(i);
        bestGain = gain;
      }
    }
    if (bestGain < 0) {
      best = empty[empties - 1]; // being alone gains 0
    }
    weights.clear();
    join(v, best);
    return best != from;
  }

  /** The gain in quality from joining a community, times the total weight. */
  private double gain(int v, int c) {
    return weights.get(c)
        - penalty * (network.out()[v] * strengths[2 * c + 1] + network.in()[v] * strengths[2 * c]);
  }

  private void leave(int v, int c) {
    size[c]--;
    strengths[2 * c] -= network.out()[v];
    strengths[2 * c + 1] -= network.in()[v];
    if (size[c] == 0) {
      strengths[2 * c] = 0; // removes the rounding error
      strengths[2 * c + 1] = 0;
      empty[empties++] = c;
    }
  }

  private void join(int v, int c) {
    if (size[c] == 0) {
      empties--; // an empty community that is joined is always the last of the list
    }
    size[c]++;
    strengths[2 * c] += network.out()[v];
    strengths[2 * c + 1] += network.in()[v];
    community[v] = c;
  }
}
