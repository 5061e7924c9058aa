package org.samap.core.anndata.zarr;

import java.util.function.Consumer;

/** The chunks that a box touches. */
final class ChunkRange {
  private ChunkRange() {}

  /** Visits all places from the first to the last along every axis, row by row. */
  static void forEach(long[] first, long[] last, Consumer<long[]> visit) {
    long[] at = first.clone();
    for (int a = 0; a >= 0; ) {
      visit.accept(at);
      a = at.length - 1;
      while (a >= 0 && ++at[a] > last[a]) {
        at[a] = first[a];
        a--;
      }
    }
  }
}
