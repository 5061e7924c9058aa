package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.matrix.SparseMatrix;

/**
 * Neighbourhoods that grow ring by ring: the cell itself, its neighbours, the neighbours of the
 * cells in the previous ring, and so on. Growth stops when the budget is spent or the last ring is
 * reached. A ring too large for the rest of the budget gives the cells that most cells of the
 * previous ring point to; ties go to the lower index.
 *
 * <p>Time O(budget x neighbours) per cell, memory O(cells) per collector.
 *
 * @param connectivities a cell's neighbours are the entries of its row
 * @param budgets the most cells in each neighbourhood
 * @param rings the most hops
 * @param excludeSelf whether to leave out the cell itself and rank cells by index alone
 * @param order the order of the cells; everything else is in places
 */
public record BreadthFirst(
    SparseMatrix connectivities, int[] budgets, int rings, boolean excludeSelf, CellOrder order)
    implements Neighborhoods {

  @Override
  public Collector collector() {
    return new RingCollector();
  }

  private final class RingCollector implements Collector {
    private static final int COLLECTED = -1;

    /** For each cell: COLLECTED, or how many cells of the previous ring point to it. */
    private final int[] pointers = new int[connectivities.rows()];

    /** The collected cells, followed by the candidates of a ring while it is gathered. */
    private final int[] members = new int[connectivities.rows() + 1];

    @Override
    public int collect(int cell) {
      int budget = budgets[cell];
      members[0] = cell;
      pointers[cell] = COLLECTED;
      int ringStart = 0;
      int size = 1;
      int limit = excludeSelf ? budget + 1 : budget;
      for (int ring = 0; ring < rings && size < limit; ring++) {
        int end = gather(ringStart, size);
        int take = Math.min(end, limit);
        if (take < end) {
          moveBestFirst(size, end, take - size);
        }
        ringStart = size;
        markCollected(size, take, end);
        size = take;
      }
      for (int m = 0; m < size; m++) {
        pointers[members[m]] = 0;
      }
      if (excludeSelf) {
        System.arraycopy(members, 1, members, 0, size - 1);
        return size - 1;
      }
      return size;
    }

    @Override
    public int[] members() {
      return members;
    }

    /** Appends the uncollected neighbours of a ring; returns the end of the list. */
    private int gather(int ringStart, int ringEnd) {
      int end = ringEnd;
      for (int m = ringStart; m < ringEnd; m++) {
        int from = members[m];
        for (int p = connectivities.offset(from); p < connectivities.offset(from + 1); p++) {
          int to = connectivities.index(p);
          if (pointers[to] == COLLECTED) {
            continue;
          }
          if (pointers[to]++ == 0) {
            members[end++] = to;
          }
        }
      }
      return end;
    }

    private void markCollected(int from, int take, int end) {
      for (int m = from; m < take; m++) {
        pointers[members[m]] = COLLECTED;
      }
      for (int m = take; m < end; m++) {
        pointers[members[m]] = 0;
      }
    }

    /** Orders the candidates so that the {@code count} best come first. */
    private void moveBestFirst(int from, int end, int count) {
      int most = 0;
      for (int m = from; m < end; m++) {
        most = Math.max(most, pointers[members[m]]);
      }
      int[] histogram = new int[most + 1];
      for (int m = from; m < end; m++) {
        histogram[excludeSelf ? 0 : pointers[members[m]]]++;
      }
      // Cells above the cut are all in; cells at the cut fill the rest, lowest index first.
      int cut = most;
      int above = 0;
      while (above + histogram[cut] < count) {
        above += histogram[cut--];
      }
      int[] better = new int[above];
      int[] equal = new int[histogram[cut]];
      int[] worse = new int[end - from - above - equal.length];
      int b = 0;
      int e = 0;
      int w = 0;
      for (int m = from; m < end; m++) {
        int rank = excludeSelf ? 0 : pointers[members[m]];
        if (rank > cut) {
          better[b++] = members[m];
        } else if (rank == cut) {
          equal[e++] = order.cellAt()[members[m]];
        } else {
          worse[w++] = members[m];
        }
      }
      Arrays.sort(equal);
      Arrays.setAll(equal, i -> order.placeOf()[equal[i]]);
      System.arraycopy(better, 0, members, from, b);
      System.arraycopy(equal, 0, members, from + b, e);
      System.arraycopy(worse, 0, members, from + b + e, w);
    }
  }
}
