package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.simd.Kernels;

/**
 * Makes rows of D = sqrt(C_ij C_ji) (SPEC 5.5), 64 at a time. Used by one thread.
 *
 * <p>C_ij is the sum of Q_ij' over the neighbours j' of i that j holds in its neighbourhood. For
 * each row i of a block, Q_ij' is added to all holders of j', 64 places at once. C_ji is the sum of
 * Q_ji' over the neighbours i' of j that i holds. It is added for all rows of the block at once,
 * since one word tells which of them hold i'. Columns j in which no C_ij is large enough are
 * skipped. Both are computed in tiles of 64 x 64, one stripe of columns at a time.
 *
 * <p>Sums are {@link WholeUnits}, exact in any order. A row of Q sums to 1 in each other species.
 *
 * <p>Time: O(K budget / 64) words per row if neighbourhoods are dense runs of places. Memory: 1 MB
 * and 8 bytes per cell of the largest species.
 */
final class MutualTiles {
  private static final Kernels KERNELS = Kernels.best();
  private static final int WORD = Holders.WORD;
  private static final int TILE = WORD * WORD;

  private final SpeciesAxis cells;
  private final List<Holders> holders;
  private final SparseMatrix sees;
  private final int least;

  /** C_ij of the tiles of a stripe, in row order; all 0 between stripes. */
  private final int[] forward = new int[WORD * TILE];

  /** C_ji of a tile, in column order. */
  private final int[] backward = new int[TILE];

  /** For each row, the columns of a tile whose C_ij is large enough. */
  private final long[] passing = new long[WORD];

  /** For each cell of the rows' species, the rows that hold it; all 0 between blocks. */
  private final long[] holdersInBlock;

  /** The cells that some row holds. */
  private int[] held = new int[1 << 10];

  private int heldCount;

  /**
   * The neighbours of the rows as sorted place << 32 | index, and by index the row and the weight.
   */
  private long[] seen = new long[0];

  private int[] seenBy = new int[0];
  private int[] seenWeight = new int[0];

  /** For each neighbour of a column, the rows that hold it and its weight. */
  private final long[] masks;

  private final int[] weights;

  /**
   * @param holders the holders of each species
   * @param sees the matrix Q, in places
   * @param least entries of C below this count as 0
   */
  MutualTiles(SpeciesAxis cells, List<Holders> holders, SparseMatrix sees, double least) {
    this.cells = cells;
    this.holders = holders;
    this.sees = sees;
    this.least = WholeUnits.limit(least);
    int largest = 0;
    for (int s = 0; s < cells.species(); s++) {
      largest = Math.max(largest, cells.size(s));
    }
    this.holdersInBlock = new long[largest];
    int most = 0;
    for (int i = 0; i < sees.rows(); i++) {
      most = Math.max(most, sees.offset(i + 1) - sees.offset(i));
    }
    this.masks = new long[most];
    this.weights = new int[most];
  }

  /** Adds the entries of all rows of a block, which starts at the first holder of a word. */
  void fill(MutualGraph.Rows rows, int species) {
    int first = rows.first() - cells.start(species);
    holders.get(species).heldBy(first, this::hold);
    int count = sortSeen(rows);
    for (int from = 0; from < count; ) {
      int t = cells.speciesOf(place(from));
      int to = from;
      while (to < count && place(to) < cells.end(t)) {
        to++;
      }
      fill(rows, species, t, from, to);
      from = to;
    }
    for (int h = 0; h < heldCount; h++) {
      holdersInBlock[held[h]] = 0;
    }
    heldCount = 0;
  }

  private void hold(int cell, long rows) {
    holdersInBlock[cell] = rows;
    if (heldCount == held.length) {
      held = Arrays.copyOf(held, 2 * heldCount);
    }
    held[heldCount++] = cell;
  }

  private int place(int s) {
    return (int) (seen[s] >>> 32);
  }

  private int sortSeen(MutualGraph.Rows rows) {
    int start = sees.offset(rows.first());
    int count = sees.offset(rows.first() + rows.count()) - start;
    if (seen.length < count) {
      seen = new long[count];
      seenBy = new int[count];
      seenWeight = new int[count];
    }
    for (int r = 0; r < rows.count(); r++) {
      int i = rows.first() + r;
      for (int p = sees.offset(i); p < sees.offset(i + 1); p++) {
        seen[p - start] = (long) sees.index(p) << 32 | (p - start);
        seenBy[p - start] = r;
        seenWeight[p - start] = WholeUnits.of(sees.value(p));
      }
    }
    Arrays.sort(seen, 0, count);
    return count;
  }

  /** Adds the columns of one species; seen[from..to) are the rows' neighbours in it. */
  private void fill(MutualGraph.Rows rows, int species, int t, int from, int to) {
    int start = cells.start(t);
    BitSet near = new BitSet();
    for (int s = from; s < to; s++) {
      for (int stripe : holders.get(t).stripesNear(place(s) - start)) {
        near.set(stripe);
      }
    }
    for (int n = near.nextSetBit(0); n >= 0; n = near.nextSetBit(n + 1)) {
      Holders.Stripe stripe = holders.get(t).stripe(n);
      long touched = addForward(stripe, start, from, to);
      for (; touched != 0; touched &= touched - 1) {
        int word = Long.numberOfTrailingZeros(touched);
        join(rows, species, start + stripe.first() + word * WORD, word * TILE);
        Arrays.fill(forward, word * TILE, (word + 1) * TILE, 0);
      }
    }
  }

  /** Adds to C_ij for all j of a stripe; returns the words of the stripe that it changed. */
  private long addForward(Holders.Stripe stripe, int start, int from, int to) {
    long touched = 0;
    int at = 0;
    for (int s = from; s < to && at < stripe.cells().length; ) {
      int cell = place(s) - start;
      int end = s;
      while (end < to && place(end) - start == cell) {
        end++;
      }
      at = Arrays.binarySearch(stripe.cells(), at, stripe.cells().length, cell);
      if (at >= 0) {
        for (int w = stripe.starts()[at]; w < stripe.starts()[at + 1]; w++) {
          int word = stripe.wordAt()[w];
          touched |= 1L << word;
          for (int e = s; e < end; e++) {
            int index = (int) seen[e];
            int row = word * TILE + seenBy[index] * WORD;
            KERNELS.addWhere(stripe.words()[w], seenWeight[index], forward, row);
          }
        }
      } else {
        at = -at - 1;
      }
      s = end;
    }
    return touched;
  }

  /** Adds the entries of a tile whose C_ij and C_ji are both large enough. */
  private void join(MutualGraph.Rows rows, int species, int firstColumn, int tile) {
    long columns = 0;
    for (int r = 0; r < rows.count(); r++) {
      passing[r] = KERNELS.atLeast(least, forward, tile + r * WORD);
      columns |= passing[r];
    }
    for (long left = columns; left != 0; left &= left - 1) {
      int c = Long.numberOfTrailingZeros(left);
      sumBackward(firstColumn + c, cells.start(species), cells.end(species), c * WORD);
    }
    for (int r = 0; r < rows.count(); r++) {
      for (long left = passing[r]; left != 0; left &= left - 1) {
        int c = Long.numberOfTrailingZeros(left);
        int back = backward[c * WORD + r];
        if (back >= least) {
          double there = forward[tile + r * WORD + c];
          rows.add(r, firstColumn + c, Math.sqrt(there * back) / WholeUnits.ONE);
        }
      }
    }
  }

  /** Computes C_ji for one column j and all rows i. */
  private void sumBackward(int j, int start, int end, int to) {
    int n = 0;
    for (int p = sees.offset(j); p < sees.offset(j + 1); p++) {
      int neighbor = sees.index(p);
      if (neighbor >= start && neighbor < end && holdersInBlock[neighbor - start] != 0) {
        masks[n] = holdersInBlock[neighbor - start];
        weights[n++] = WholeUnits.of(sees.value(p));
      }
    }
    KERNELS.sumsWhere(masks, weights, n, backward, to);
  }
}
