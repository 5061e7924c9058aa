package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * Neighbourhoods by the number of walks. Ring h holds the cells that a walk of h hops reaches and
 * no shorter walk does. Each ring fills the rest of the budget with the cells that most walks
 * reach; ties go to the lower index. Hops follow the connectivities as they are, the diagonal
 * included. The first published version works this way; {@link BreadthFirst} is cheaper.
 *
 * <p>Time O(cells reached in the second-last ring x neighbours) per cell, memory O(cells) per
 * collector.
 */
record Walks(SparseMatrix connectivities, int[] budgets, int rings, CellOrder order)
    implements Neighborhoods {

  @Override
  public Collector collector() {
    return new WalkCollector();
  }

  private final class WalkCollector implements Collector {
    private final int cells = connectivities.rows();

    /** The number of walks of the current length that end at each cell. */
    private double[] walks = new double[cells];

    private double[] longer = new double[cells];
    private int[] reached = new int[cells];
    private int[] reachedNext = new int[cells];

    /** The cells reached by walks up to the current length, and a list of them. */
    private final boolean[] known = new boolean[cells];

    private final int[] knownCells = new int[cells];
    private int knownCount;

    private final int[] members = new int[cells];

    @Override
    public int collect(int cell) {
      int count = 1;
      reached[0] = cell;
      walks[cell] = 1;
      int left = budgets[cell];
      int size = 0;
      for (int ring = 1; ring <= rings && left > 0; ring++) {
        count = step(count);
        int taken = takeRing(count, left, size);
        size += taken;
        left -= taken;
      }
      for (int m = 0; m < count; m++) {
        walks[reached[m]] = 0;
      }
      for (int m = 0; m < knownCount; m++) {
        known[knownCells[m]] = false;
      }
      knownCount = 0;
      return size;
    }

    @Override
    public int[] members() {
      return members;
    }

    /** Goes one hop further: multiplies the row vector of walks by the connectivities. */
    private int step(int count) {
      int next = 0;
      for (int m = 0; m < count; m++) {
        int from = reached[m];
        for (int p = connectivities.offset(from); p < connectivities.offset(from + 1); p++) {
          int to = connectivities.index(p);
          if (longer[to] == 0) {
            reachedNext[next++] = to;
          }
          longer[to] += walks[from];
        }
        walks[from] = 0;
      }
      double[] w = walks;
      walks = longer;
      longer = w;
      int[] r = reached;
      reached = reachedNext;
      reachedNext = r;
      return next;
    }

    private int takeRing(int count, int left, int size) {
      int before = knownCount;
      for (int m = 0; m < count; m++) {
        if (!known[reached[m]]) {
          known[reached[m]] = true;
          knownCells[knownCount++] = reached[m];
        }
      }
      int n = knownCount - before;
      if (n <= left) {
        System.arraycopy(knownCells, before, members, size, n);
        return n;
      }
      double[] w = walks;
      int[] best =
          Arrays.stream(knownCells, before, knownCount)
              .boxed()
              .sorted(
                  (a, b) ->
                      w[a] != w[b]
                          ? Double.compare(w[b], w[a])
                          : Integer.compare(order.cellAt()[a], order.cellAt()[b]))
              .mapToInt(c -> c)
              .limit(left)
              .toArray();
      System.arraycopy(best, 0, members, size, left);
      return left;
    }
  }
}
