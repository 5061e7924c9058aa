package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.samap.core.run.Workers;

/**
 * How well the expression profiles of the types of two species agree over their gene links. The
 * profile of type a is
 *
 * <pre>x_a(g) = (mean of a - mean of all types) / sd</pre>
 *
 * <p>where all types of the species count the same, however many cells they have, and sd^2 is the
 * variance between types plus that within them. What a linear function of the mean expression of
 * both species explains is taken out, since it says how much RNA the cells have and how well it was
 * measured. The agreement is the correlation of both profiles without their noise:
 *
 * <pre>r(a, b) = sum of w x_a y_b / sqrt(sum of w x_a1 x_a2  x  sum of w y_b1 y_b2)</pre>
 *
 * <p>where 1 and 2 are the halves of the cells of a type. The noise of one half is independent of
 * that of the other. So r does not fall on average if there are few cells or counts; it becomes
 * uncertain.
 *
 * <p>A type is known if the sum over its halves is at least {@value #LEAST_Z} standard errors above
 * 0. Time: O(types of the first x types of the second x links).
 */
final class ProfileAgreement {
  static final int LEAST_LINKS = 30;
  static final double LEAST_Z = 2;

  /** The least variance of a gene, far below that of one that is expressed at all. */
  private static final double LEAST_VARIANCE = 1e-3;

  private static final double SMALL = 1e-9;

  private final int[] nodesA;
  private final int[] nodesB;
  private final double[][] ownA;
  private final double[][] ownB;

  /** By the places of two nodes and the resample. */
  private final double[][][] cross;

  /** The nodes with a profile of a species, ascending; at least two. */
  record Nodes(int species, int[] nodes) {}

  /**
   * @param links at least {@value #LEAST_LINKS}
   */
  ProfileAgreement(
      TypeProfiles profiles, BestLinks links, Nodes first, Nodes second, Workers workers) {
    this.nodesA = first.nodes;
    this.nodesB = second.nodes;
    Side a = new Side(profiles, first, links.from());
    Side b = new Side(profiles, second, links.to());
    Nuisance nuisance = new Nuisance(links.weights(), a.mean, b.mean);
    int[] groups = IntStream.of(links.from()).map(Resampled::group).toArray();
    workers.forEach(nodesA.length, i -> a.remove(nuisance, i));
    workers.forEach(nodesB.length, i -> b.remove(nuisance, i));
    double[] w = links.weights();
    this.ownA = new double[nodesA.length][];
    this.ownB = new double[nodesB.length][];
    this.cross = new double[nodesA.length][nodesB.length][];
    workers.forEach(
        nodesB.length, j -> ownB[j] = products(w, groups, b.halves[0][j], b.halves[1][j]));
    workers.forEach(
        nodesA.length,
        i -> {
          ownA[i] = products(w, groups, a.halves[0][i], a.halves[1][i]);
          for (int j = 0; j < nodesB.length; j++) {
            cross[i][j] = products(w, groups, a.all[i], b.all[j]);
          }
        });
  }

  private static double[] products(double[] w, int[] groups, double[] x, double[] y) {
    double[] sums = new double[Resampled.GROUPS];
    for (int l = 0; l < w.length; l++) {
      sums[groups[l]] += w[l] * x[l] * y[l];
    }
    return Resampled.totals(sums);
  }

  /** Whether the profile of a node of either species stands out from its noise. */
  boolean knows(int node) {
    int place = Arrays.binarySearch(nodesA, node);
    double[] own = place >= 0 ? ownA[place] : ownB[Arrays.binarySearch(nodesB, node)];
    return own[0] > LEAST_Z * Resampled.error(k -> own[k]);
  }

  /** r of two nodes with a profile in each resample; 0 if noise is all that one of them has. */
  IntToDoubleFunction of(int a, int b) {
    int i = Arrays.binarySearch(nodesA, a);
    int j = Arrays.binarySearch(nodesB, b);
    return k -> {
      double own = ownA[i][k] > 0 && ownB[j][k] > 0 ? ownA[i][k] * ownB[j][k] : 0;
      return own == 0 ? 0 : cross[i][j][k] / Math.sqrt(own);
    };
  }

  /** The profiles of the types of one species, over the links. */
  private static final class Side {
    private final double[][] all;
    private final double[][][] halves;

    /** The mean of all types, on the scale of the profiles. */
    private final double[] mean;

    Side(TypeProfiles profiles, Nodes of, int[] genes) {
      int[] nodes = of.nodes;
      int n = nodes.length;
      this.all = new double[n][genes.length];
      this.halves = new double[2][n][genes.length];
      this.mean = new double[genes.length];
      for (int l = 0; l < genes.length; l++) {
        int g = genes[l];
        double sum = 0;
        double squares = 0;
        for (int node : nodes) {
          double x = profiles.mean(node, g);
          sum += x / n;
          squares += x * x / n;
        }
        double between = Math.max(0, squares - sum * sum);
        double sd = Math.sqrt(between + profiles.within()[of.species][g] + LEAST_VARIANCE);
        mean[l] = sum / sd;
        for (int i = 0; i < n; i++) {
          all[i][l] = (profiles.mean(nodes[i], g) - sum) / sd;
          for (int h = 0; h < 2; h++) {
            halves[h][i][l] = (profiles.halves()[nodes[i]][h][g] - sum) / sd;
          }
        }
      }
    }

    void remove(Nuisance nuisance, int i) {
      nuisance.remove(all[i]);
      nuisance.remove(halves[0][i]);
      nuisance.remove(halves[1][i]);
    }
  }

  /** A constant and the mean expression of both species, made orthogonal (Gram-Schmidt). */
  private static final class Nuisance {
    private final double[] w;
    private final double[][] basis;
    private int size;

    Nuisance(double[] w, double[] meanA, double[] meanB) {
      this.w = w;
      double[] ones = new double[w.length];
      Arrays.fill(ones, 1);
      this.basis = new double[3][];
      for (double[] v : new double[][] {ones, meanA.clone(), meanB.clone()}) {
        double before = dot(v, v);
        remove(v);
        if (dot(v, v) > SMALL * before) {
          basis[size++] = v;
        }
      }
    }

    private double dot(double[] x, double[] y) {
      double sum = 0;
      for (int l = 0; l < w.length; l++) {
        sum += w[l] * x[l] * y[l];
      }
      return sum;
    }

    void remove(double[] x) {
      for (int v = 0; v < size; v++) {
        double slope = dot(x, basis[v]) / dot(basis[v], basis[v]);
        for (int l = 0; l < x.length; l++) {
          x[l] -= slope * basis[v][l];
        }
      }
    }
  }
}
