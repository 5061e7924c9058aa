package org.samap.core.analysis.scores;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;

/**
 * Cells by cell type and donor. Cells of a donor's type form a group, cells of a type without a
 * donor another one.
 *
 * @param groupOf the group of every cell; {@link CellLabels#NONE} for cells without a type
 * @param nodeOf the type of every group
 * @param donorOf the donor of every group; {@link CellLabels#NONE} for none
 * @param sizes the number of cells of every group
 */
record DonorGroups(int[] groupOf, int[] nodeOf, int[] donorOf, int[] sizes) {

  /** A type and a donor, in order. */
  private record Key(int node, int donor) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byNode = Integer.compare(node, other.node);
      return byNode != 0 ? byNode : Integer.compare(donor, other.donor);
    }
  }

  /**
   * Groups in the order of the types, and of the donors in a type.
   *
   * @param types the type of every cell
   * @param donors the donor of every cell
   * @param species whether the cells of a species are grouped by donor; else by type alone
   */
  static DonorGroups of(CellLabels types, CellLabels donors, boolean[] species) {
    Map<Key, Integer> groups = new TreeMap<>();
    int[] nodeOf = types.nodeOf();
    Key[] keys = new Key[nodeOf.length];
    for (int c = 0; c < nodeOf.length; c++) {
      if (nodeOf[c] != CellLabels.NONE) {
        boolean byDonor = species[types.speciesOf()[nodeOf[c]]];
        keys[c] = new Key(nodeOf[c], byDonor ? donors.nodeOf()[c] : CellLabels.NONE);
        groups.put(keys[c], 0);
      }
    }
    int next = 0;
    for (Map.Entry<Key, Integer> group : groups.entrySet()) {
      group.setValue(next++);
    }
    int[] groupOf =
        IntStream.range(0, nodeOf.length)
            .map(
                c ->
                    nodeOf[c] == CellLabels.NONE
                        ? CellLabels.NONE
                        : groups.getOrDefault(keys[c], CellLabels.NONE))
            .toArray();
    return new DonorGroups(
        groupOf,
        groups.keySet().stream().mapToInt(Key::node).toArray(),
        groups.keySet().stream().mapToInt(Key::donor).toArray(),
        CellLabels.sizes(groupOf, groups.size()));
  }

  int size() {
    return nodeOf.length;
  }

  /** The groups of a type. */
  int[] of(int node) {
    return IntStream.range(firstOf(node), firstOf(node + 1)).toArray();
  }

  /** The first group of a type or of a later one. */
  private int firstOf(int node) {
    int at = Arrays.binarySearch(nodeOf, node);
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && nodeOf[at - 1] == node) {
      at--;
    }
    return at;
  }
}
