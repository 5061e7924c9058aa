package org.samap.core.engine.cpu.svd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.linalg.SparseRows;
import org.samap.core.matrix.SparseMatrix;

/**
 * Transposes a sparse matrix in two passes, with 8 bytes per entry. Blocks are cut by entries,
 * about {@value #BLOCK_ENTRIES} each or one longer row, so a block stays far below 2^31 - 1
 * entries.
 */
final class Transpose {
  private static final int BLOCK_ENTRIES = 1 << 16;

  private final SparseRows from;
  private final int[] blockOf;

  /** For each new row, where its next entry goes in its block. */
  private final int[] next;

  private final List<int[]> offsets = new ArrayList<>();

  private Transpose(SparseRows from) {
    this.from = from;
    this.blockOf = new int[from.columns()];
    this.next = new int[from.columns()];
  }

  static SparseRows of(SparseRows from) {
    Transpose t = new Transpose(from);
    int[] lengths = new int[from.columns()];
    SparseRows.Cursor cursor = from.cursor();
    for (int r = 0; r < from.rows(); r++) {
      cursor.read(r);
      count(cursor, lengths);
    }
    t.cutBlocks(lengths);
    return t.fill();
  }

  private static void count(SparseRows.Cursor row, int[] lengths) {
    int[] columns = row.columns();
    for (int p = row.start(); p < row.end(); p++) {
      lengths[columns[p]]++;
    }
  }

  private void cutBlocks(int[] lengths) {
    int rows = lengths.length;
    // Few blocks: each needs a panel of sums as long as the new rows.
    int blockEntries = Math.max(BLOCK_ENTRIES, 8 * Math.min(from.rows(), 1 << 24));
    for (int first = 0; first < rows; ) {
      int end = first;
      int entries = 0;
      while (end < rows && (entries == 0 || entries + lengths[end] <= blockEntries)) {
        blockOf[end] = offsets.size();
        next[end] = entries;
        entries += lengths[end++];
      }
      int[] starts = Arrays.copyOfRange(next, first, end + 1);
      starts[end - first] = entries;
      offsets.add(starts);
      first = end;
    }
  }

  private SparseRows fill() {
    int[][] indices = offsets.stream().map(o -> new int[o[o.length - 1]]).toArray(int[][]::new);
    float[][] values =
        offsets.stream().map(o -> new float[o[o.length - 1]]).toArray(float[][]::new);
    SparseRows.Cursor cursor = from.cursor();
    for (int r = 0; r < from.rows(); r++) {
      cursor.read(r);
      place(r, cursor, indices, values);
    }
    List<SparseMatrix> out = new ArrayList<>();
    for (int b = 0; b < indices.length; b++) {
      int[] o = offsets.get(b);
      out.add(SparseMatrix.of(o.length - 1, from.rows(), o, indices[b], values[b]));
    }
    return SparseRows.of(from.rows(), out);
  }

  private void place(int r, SparseRows.Cursor row, int[][] indices, float[][] values) {
    int[] columns = row.columns();
    float[] from = row.values();
    for (int p = row.start(); p < row.end(); p++) {
      int c = columns[p];
      int at = next[c]++;
      indices[blockOf[c]][at] = r;
      values[blockOf[c]][at] = from[p];
    }
  }
}
