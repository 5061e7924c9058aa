package org.samap.core.simulate;

import java.util.Arrays;

/** Counts of cells in compressed rows, filled count by count. */
final class CellCounts {
  private final int[] counts;
  private final int[] touched;
  private int touchedSize;
  private int[] genes = new int[1 << 14];
  private float[] values = new float[1 << 14];
  private int size;

  CellCounts(int genes) {
    counts = new int[genes];
    touched = new int[genes];
  }

  /** Adds to a gene's count in the current cell. */
  void add(int gene, int count) {
    if (counts[gene] == 0) {
      touched[touchedSize++] = gene;
    }
    counts[gene] += count;
  }

  /** Ends the current cell and returns the number of values so far. */
  int endCell() {
    if (size + touchedSize > genes.length) {
      int capacity = Math.max(size + touchedSize, Math.multiplyExact(genes.length, 2));
      genes = Arrays.copyOf(genes, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    Arrays.sort(touched, 0, touchedSize);
    for (int i = 0; i < touchedSize; i++) {
      genes[size] = touched[i];
      values[size++] = counts[touched[i]];
      counts[touched[i]] = 0;
    }
    touchedSize = 0;
    return size;
  }

  int[] genes() {
    return Arrays.copyOf(genes, size);
  }

  float[] values() {
    return Arrays.copyOf(values, size);
  }
}
