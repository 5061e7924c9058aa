package org.samap.core.cluster;

import java.util.Arrays;

/**
 * The nodes of a network, group by group.
 *
 * @param members the nodes of group g are at the positions starts[g] to starts[g + 1] - 1, rising
 * @param starts where each group starts in members; one more than there are groups
 */
record Grouping(int[] members, int[] starts) {
  /** Few enough to share work evenly, enough to be worth a task. */
  private static final int NODES_PER_TASK = 8192;

  /** O(nodes + groups). */
  static Grouping of(int[] group, int groups) {
    int[] starts = new int[groups + 1];
    for (int g : group) {
      starts[g + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      starts[g + 1] += starts[g];
    }
    int[] next = starts.clone();
    int[] members = new int[group.length];
    for (int v = 0; v < group.length; v++) {
      members[next[group[v]]++] = v;
    }
    return new Grouping(members, starts);
  }

  int groups() {
    return starts.length - 1;
  }

  int size(int group) {
    return starts[group + 1] - starts[group];
  }

  /** The position of each node in members. */
  int[] positions() {
    int[] position = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      position[members[i]] = i;
    }
    return position;
  }

  /**
   * The ranges of groups that make up tasks: the first group of each task, then the number of
   * groups.
   */
  int[] tasks() {
    int[] cuts = new int[members.length / NODES_PER_TASK + 2];
    int count = 0;
    int from = 0;
    for (int g = 0; g < groups(); g++) {
      if (starts[g + 1] - from >= NODES_PER_TASK) {
        cuts[++count] = g + 1;
        from = starts[g + 1];
      }
    }
    if (cuts[count] < groups()) {
      cuts[++count] = groups();
    }
    return Arrays.copyOf(cuts, count + 1);
  }
}
