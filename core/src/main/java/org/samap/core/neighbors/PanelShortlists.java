package org.samap.core.neighbors;

import java.util.Arrays;
import org.samap.core.simd.Kernels;

/**
 * The shortlists of up to 32 consecutive rows. Many threads can offer products, one thread at a
 * time.
 */
final class PanelShortlists {
  private static final Kernels KERNELS = Kernels.best();
  private static final int PANEL = Kernels.TILE_COLUMNS;

  private final Shortlist[] shortlists;

  /** The bound of each shortlist; places without a row take nothing. */
  private final float[] limits = new float[PANEL];

  PanelShortlists(int rows, int capacity) {
    shortlists = new Shortlist[rows];
    Arrays.setAll(shortlists, r -> new Shortlist(capacity));
    Arrays.fill(limits, Float.POSITIVE_INFINITY);
    Arrays.fill(limits, 0, rows, Float.NEGATIVE_INFINITY);
  }

  Shortlist shortlist(int row) {
    return shortlists[row];
  }

  /**
   * Offers the products of these rows with others, as 32 products for each of these rows.
   *
   * @param at where the products of the first row begin
   * @param other the number of the first other row
   */
  synchronized void takeRows(float[] products, int at, int other, int others) {
    for (int r = 0; r < shortlists.length; r++) {
      int from = at + r * PANEL;
      shortlists[r].take(products, from, from + others, other);
      limits[r] = shortlists[r].limit();
    }
  }

  /**
   * As above, but the others are of the same side, so no row takes itself.
   *
   * @param first the number of the first row of these
   */
  synchronized void takeOwnRows(float[] products, int at, int first, int other, int others) {
    for (int r = 0; r < shortlists.length; r++) {
      int from = at + r * PANEL;
      int self = Math.clamp(first + r - other, 0, others);
      int after = first + r == other + self ? self + 1 : self;
      shortlists[r].take(products, from, from + self, other);
      if (after < others) {
        shortlists[r].take(products, from + after, from + others, other + after);
      }
      limits[r] = shortlists[r].limit();
    }
  }

  /**
   * Offers the products of others with these rows, as 32 products for each of the others; the i-th
   * is with the i-th of these rows.
   *
   * @param other the number of the first other row
   */
  synchronized void takeColumns(float[] products, int other, int others) {
    for (int o = 0; o < others; o++) {
      int at = o * PANEL;
      for (int above = KERNELS.above(limits, products, at); above != 0; above &= above - 1) {
        int r = Integer.numberOfTrailingZeros(above);
        shortlists[r].offer(products[at + r], other + o);
        limits[r] = shortlists[r].limit();
      }
    }
  }
}
