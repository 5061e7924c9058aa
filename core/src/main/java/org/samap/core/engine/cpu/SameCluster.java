package org.samap.core.engine.cpu;

import java.util.Arrays;

/** Neighbourhoods that are whole clusters, the cell itself included. */
final class SameCluster implements Neighborhoods {
  private final int[] clusters;
  private final int[][] members;

  SameCluster(int[] clusters) {
    this.clusters = clusters;
    this.members = new int[Arrays.stream(clusters).max().orElse(-1) + 1][];
    int[] budgets = Neighborhoods.budgets(clusters);
    int[] filled = new int[members.length];
    for (int c = 0; c < clusters.length; c++) {
      int label = clusters[c];
      if (members[label] == null) {
        members[label] = new int[budgets[c]];
      }
      members[label][filled[label]++] = c;
    }
  }

  @Override
  public Collector collector() {
    return new Collector() {
      private int[] current = new int[0];

      @Override
      public int collect(int cell) {
        current = members[clusters[cell]];
        return current.length;
      }

      @Override
      public int[] members() {
        return current;
      }
    };
  }
}
