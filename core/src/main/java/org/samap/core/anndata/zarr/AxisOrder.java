package org.samap.core.anndata.zarr;

import java.util.Arrays;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/**
 * The order in which the axes of a chunk are stored: axis {@code order[i]} of the chunk is axis i
 * of what is stored.
 */
record AxisOrder(int[] order) {
  AxisOrder {
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] != i) {
        throw Fault.damaged("the order of its axes makes no sense");
      }
    }
  }

  /** The last axis first, as Fortran stores arrays. */
  static AxisOrder reversed(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, i -> rank - 1 - i);
    return new AxisOrder(order);
  }

  /** The lengths of what is stored for a chunk. */
  int[] stored(int[] shape) {
    if (shape.length != order.length) {
      throw Fault.damaged("the order of its axes makes no sense");
    }
    return Arrays.stream(order).map(axis -> shape[axis]).toArray();
  }

  /** The elements of a chunk in the order of its axes. */
  Values undone(Values stored, int[] shape) {
    int rank = shape.length;
    int[] step = new int[rank];
    int below = 1;
    for (int i = rank - 1; i >= 0; i--) {
      step[order[i]] = below;
      below *= shape[order[i]];
    }
    Values out = Values.zeros(stored.type(), stored.size());
    int[] at = new int[rank];
    int source = 0;
    for (int target = 0; target < out.size(); target++) {
      System.arraycopy(stored.array(), source, out.array(), target, 1);
      for (int a = rank - 1; a >= 0; a--) {
        source += step[a];
        if (++at[a] < shape[a]) {
          break;
        }
        source -= step[a] * shape[a];
        at[a] = 0;
      }
    }
    return out;
  }
}
