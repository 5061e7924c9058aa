package org.samap.core.cluster;

import java.util.random.RandomGenerator;

/**
 * Cuts every community into well-connected parts, which become the nodes of the next level: nodes
 * begin alone, and each joins once a part of its own community, drawn with a probability that rises
 * with the gain of quality. Only parts with an edge to the node are joined, so all are connected.
 */
final class Refinement {
  /** Temperature of the draw, in mean weights of an edge; the value of the paper. */
  private static final double THETA = 0.01;

  private final Network network;
  private final double penalty;
  private final double temperature;
  private final int[] community;
  private final double[] communityOut;
  private final double[] communityIn;
  private final int[] part;
  private final double[] out;
  private final double[] in;
  private final int[] size;

  /** The weight between each part and the rest of its community. */
  private final double[] rest;

  private final GroupSums weights;
  private final double[] odds;

  private Refinement(Network network, double penalty, int[] community) {
    int n = network.nodes();
    this.network = network;
    this.penalty = penalty;
    this.community = community;
    communityOut = new double[n];
    communityIn = new double[n];
    part = new int[n];
    out = network.out().clone();
    in = network.in().clone();
    size = new int[n];
    rest = new double[n];
    weights = new GroupSums(n);
    odds = new double[n];
    double sum = 0;
    for (int v = 0; v < n; v++) {
      communityOut[community[v]] += out[v];
      communityIn[community[v]] += in[v];
      part[v] = v;
      size[v] = 1;
      for (int p = network.offsets()[v]; p < network.offsets()[v + 1]; p++) {
        sum += network.weights()[p];
        rest[v] += community[network.neighbors()[p]] == community[v] ? network.weights()[p] : 0;
      }
    }
    temperature = THETA * sum / Math.max(1, network.neighbors().length);
  }

  /**
   * @param penalty resolution / total weight
   * @param community of each node, 0 to n - 1
   * @return the part of each node, named after one of the part's nodes
   */
  static int[] run(Network network, double penalty, int[] community, RandomGenerator random) {
    Refinement refinement = new Refinement(network, penalty, community);
    for (int v : Shuffle.of(network.nodes(), random)) {
      if (refinement.size[v] == 1 && refinement.isWellConnected(v, community[v])) {
        refinement.merge(v, random);
      }
    }
    return refinement.part;
  }

  /** Whether a part has at least as much weight to the rest of its community as expected. */
  private boolean isWellConnected(int d, int c) {
    return rest[d]
        >= penalty * (out[d] * (communityIn[c] - in[d]) + in[d] * (communityOut[c] - out[d]));
  }

  /** Lets a node that is alone join a part, or stay. */
  private void merge(int v, RandomGenerator random) {
    for (int p = network.offsets()[v]; p < network.offsets()[v + 1]; p++) {
      int u = network.neighbors()[p];
      if (community[u] == community[v]) {
        weights.add(part[u], network.weights()[p]);
      }
    }
    int chosen = draw(v, random);
    if (chosen != v) {
      double weight = weights.get(chosen);
      rest[chosen] += rest[v] - 2 * weight;
      out[chosen] += out[v];
      in[chosen] += in[v];
      size[chosen]++;
      size[v] = 0;
      part[v] = chosen;
    }
    weights.clear();
  }

  private int draw(int v, RandomGenerator random) {
    double best = 0; // staying alone
    for (int i = 0; i < weights.size(); i++) {
      int d = weights.group(i);
      double gain = weights.get(d) - penalty * (out[v] * in[d] + in[v] * out[d]);
      odds[i] = gain >= 0 && isWellConnected(d, community[v]) ? gain : Double.NEGATIVE_INFINITY;
      best = Math.max(best, odds[i]);
    }
    double stay = StrictMath.exp(-best / temperature);
    double sum = stay;
    for (int i = 0; i < weights.size(); i++) {
      odds[i] = StrictMath.exp((odds[i] - best) / temperature);
      sum += odds[i];
    }
    double at = random.nextDouble() * sum - stay;
    int chosen = v;
    for (int i = 0; i < weights.size() && at >= 0; i++) {
      if (odds[i] > 0) {
        chosen = weights.group(i);
        at -= odds[i];
      }
    }
    return chosen;
  }
}
