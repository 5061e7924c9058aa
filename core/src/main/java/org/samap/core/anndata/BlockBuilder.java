package org.samap.core.anndata;

import java.util.Arrays;
import org.samap.core.expression.RowBlock;

/** Makes one row block of rows that come in order. */
final class BlockBuilder {
  private final int firstCell;
  private final int[] offsets;
  private int[] genes;
  private float[] values;
  private int rows;
  private int size;

  BlockBuilder(int firstCell, int rows, int capacity) {
    this.firstCell = firstCell;
    this.offsets = new int[rows + 1];
    this.genes = new int[capacity];
    this.values = new float[capacity];
  }

  void add(int gene, float value) {
    if (value == 0) {
      return;
    }
    if (size == genes.length) {
      int capacity = Math.max(1024, (int) Math.min(Integer.MAX_VALUE - 8, 2L * size));
      genes = Arrays.copyOf(genes, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    genes[size] = gene;
    values[size++] = value;
  }

  /** Adds the entries of a stored row in order of their columns, those of one column summed. */
  void addRow(RowSorter sorter, int[] columns, float[] data, int from, int to) {
    int count = sorter.sort(columns, data, from, to);
    for (int i = 0; i < count; i++) {
      add(sorter.column(i), sorter.value(i));
    }
    endRow();
  }

  void endRow() {
    offsets[++rows] = size;
  }

  RowBlock build() {
    return new RowBlock(
        firstCell,
        rows,
        offsets,
        size == genes.length ? genes : Arrays.copyOf(genes, size),
        size == values.length ? values : Arrays.copyOf(values, size));
  }
}
