package org.samap.core.engine.cpu;

import java.util.Arrays;

/**
 * The words of one stripe of {@link Holders}, added word by word and then grouped by cell. Used for
 * one stripe after another, by one thread at a time. An array of one entry per cell is allocated
 * once, and cleared only where a stripe touched it.
 */
final class StripeWords {
  /**
   * For each cell, its number of words in the stripe, then where the next one goes; 0 between
   * stripes.
   */
  private final int[] wordsOf;

  private int[] held = new int[1 << 12];
  private int heldCount;

  private int[] cells = new int[1 << 12];
  private byte[] wordAt = new byte[1 << 12];
  private long[] words = new long[1 << 12];
  private int size;

  StripeWords(int allCells) {
    wordsOf = new int[allCells];
  }

  /** Makes room for this many more words. */
  void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > cells.length) {
      int capacity = Math.max(needed, 2 * cells.length);
      cells = Arrays.copyOf(cells, capacity);
      wordAt = Arrays.copyOf(wordAt, capacity);
      words = Arrays.copyOf(words, capacity);
    }
  }

  /**
   * Adds the holders of a cell in a word, for which there must be room. The words of a cell come in
   * order.
   */
  void add(byte word, int cell, long holders) {
    cells[size] = cell;
    wordAt[size] = word;
    words[size++] = holders;
    if (wordsOf[cell]++ == 0) {
      if (heldCount == held.length) {
        held = Arrays.copyOf(held, 2 * heldCount);
      }
      held[heldCount++] = cell;
    }
  }

  /** The words sorted by cell, by counting; nothing is left here. */
  Holders.Stripe grouped(int first) {
    int[] heldCells = Arrays.copyOf(held, heldCount);
    Arrays.sort(heldCells);
    int[] starts = new int[heldCount + 1];
    for (int h = 0; h < heldCount; h++) {
      int cell = heldCells[h];
      starts[h + 1] = starts[h] + wordsOf[cell];
      wordsOf[cell] = starts[h];
    }
    byte[] wordAtSorted = new byte[size];
    long[] sorted = new long[size];
    for (int i = 0; i < size; i++) {
      int at = wordsOf[cells[i]]++;
      wordAtSorted[at] = wordAt[i];
      sorted[at] = words[i];
    }
    for (int cell : heldCells) {
      wordsOf[cell] = 0;
    }
    size = 0;
    heldCount = 0;
    return new Holders.Stripe(first, heldCells, starts, wordAtSorted, sorted);
  }
}
