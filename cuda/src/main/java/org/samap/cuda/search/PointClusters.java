package org.samap.cuda.search;

import java.util.Arrays;
import org.samap.core.neighbors.ListForms;
import org.samap.core.neighbors.ListPlan;
import org.samap.core.run.RandomStream;

/**
 * The points sorted into clusters, which are the lists of a {@link ListPlan}, and how many of them
 * a query is compared with.
 *
 * @param forms how rows are compared with clusters
 * @param starts where each cluster begins in the order, and the number of points
 * @param order all points, cluster by cluster; in random order within a cluster, so that limits
 *     rise as {@link ListShape} expects
 * @param probes the clusters that a query is compared with
 * @param longest the length of the longest row of both sides
 */
record PointClusters(ListForms forms, int[] starts, int[] order, int probes, double longest) {

  static PointClusters of(ListPlan plan) {
    int[] starts = plan.starts();
    int[] order = plan.members().clone();
    for (int c = 0; c + 1 < starts.length; c++) {
      shuffle(order, starts[c], starts[c + 1], c);
    }
    return new PointClusters(plan.forms(), starts, order, plan.probes(), plan.longest());
  }

  private static void shuffle(int[] order, int from, int to, int cluster) {
    RandomStream random = RandomStream.of(to, "device-cluster-order", cluster);
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      int point = order[i];
      order[i] = order[j];
      order[j] = point;
    }
  }

  int count() {
    return starts.length - 1;
  }

  int points() {
    return order.length;
  }

  int start(int cluster) {
    return starts[cluster];
  }

  int end(int cluster) {
    return starts[cluster + 1];
  }

  /** The bytes of the centroids and directions. */
  long bytesOfForms() {
    return Float.BYTES
        * (Arrays.stream(forms.centroids()).mapToLong(p -> p.length).sum()
            + Arrays.stream(forms.directions()).mapToLong(p -> p.length).sum());
  }
}
