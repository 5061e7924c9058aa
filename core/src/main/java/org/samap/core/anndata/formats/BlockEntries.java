package org.samap.core.anndata.formats;

import java.util.Arrays;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowSorter;

/** Entries of a block of cells in any order; 12 bytes each. */
final class BlockEntries {
  /** The bytes of a value with its row and gene. */
  static final int VALUE = 12;

  private static final int FIRST_ROOM = 1024;

  private int[] rows = new int[0];
  private int[] genes = new int[0];
  private float[] values = new float[0];
  private int size;

  /**
   * @param row of the block
   */
  void add(int row, int gene, float value) {
    if (size == rows.length) {
      int room = Math.max(FIRST_ROOM, Math.addExact(size, size / 2));
      rows = Arrays.copyOf(rows, room);
      genes = Arrays.copyOf(genes, room);
      values = Arrays.copyOf(values, room);
    }
    rows[size] = row;
    genes[size] = gene;
    values[size++] = value;
  }

  /** The block, with genes in order and equal ones summed. Forgets the entries. */
  RowBlock build(int firstCell, int cells, RowSorter sorter) {
    int[] offsets = new int[cells + 1];
    for (int i = 0; i < size; i++) {
      offsets[rows[i] + 1]++;
    }
    for (int r = 0; r < cells; r++) {
      offsets[r + 1] += offsets[r];
    }
    int[] next = offsets.clone();
    int[] genesOf = new int[size];
    float[] valuesOf = new float[size];
    for (int i = 0; i < size; i++) {
      int place = next[rows[i]]++;
      genesOf[place] = genes[i];
      valuesOf[place] = values[i];
    }
    RowBlock.Builder block = RowBlock.builder(firstCell, cells, size);
    for (int r = 0; r < cells; r++) {
      sorter.addRow(genesOf, valuesOf, offsets[r], offsets[r + 1], block);
    }
    size = 0;
    return block.build();
  }
}
