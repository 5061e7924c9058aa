package org.samap.core.anndata.counts;

import java.util.Arrays;
import java.util.function.Consumer;
import org.samap.core.anndata.SparseArray;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowSorter;
import org.samap.core.run.Workers;

/**
 * Reads row blocks of a matrix of compressed columns, by a transpose in two passes over the
 * entries. The first pass counts the entries of every row; the second puts them in their places.
 * Slices are read in parallel and merged in order. Memory: 8 bytes an entry of the whole matrix.
 */
final class CompressedColumns {
  private static final int SLICE = 1 << 20;
  private static final int[] NO_GENES = {};
  private static final float[] NO_VALUES = {};

  private final SparseArray matrix;
  private final long[] positions;
  private final int cells;

  CompressedColumns(SparseArray matrix) {
    this.matrix = matrix;
    this.positions = matrix.indptr().all().longs();
    this.cells = Math.toIntExact(matrix.rows());
    for (int c = 0; c < matrix.columns(); c++) {
      if (positions[c] < 0 || positions[c + 1] < positions[c]) {
        throw new IllegalArgumentException("indptr falls after column " + c);
      }
    }
    if (positions[positions.length - 1] > matrix.entries()) {
      throw new IllegalArgumentException("indptr goes beyond the data");
    }
  }

  void read(Consumer<RowBlock> blocks, Workers workers) {
    int[] rowLengths = countRows(workers);
    int[][] offsets = new int[Math.ceilDiv(cells, Expression.BLOCK_CELLS)][];
    int[][] genes = new int[offsets.length][];
    float[][] values = new float[offsets.length][];
    for (int b = 0; b < offsets.length; b++) {
      int first = b * Expression.BLOCK_CELLS;
      int rows = Math.min(Expression.BLOCK_CELLS, cells - first);
      offsets[b] = new int[rows + 1];
      for (int r = 0; r < rows; r++) {
        offsets[b][r + 1] = Math.addExact(offsets[b][r], rowLengths[first + r]);
      }
      genes[b] = new int[offsets[b][rows]];
      values[b] = new float[offsets[b][rows]];
    }
    place(workers, offsets, genes, values);
    workers.forEach(
        offsets.length,
        b -> {
          blocks.accept(tidy(b, offsets[b], genes[b], values[b]));
          genes[b] = NO_GENES; // frees its memory
          values[b] = NO_VALUES;
        });
  }

  private int[] countRows(Workers workers) {
    return workers.reduce(
        slices(),
        s -> rows(s),
        new int[cells],
        (counts, rows) -> {
          for (int r : rows) {
            counts[r]++;
          }
        });
  }

  private record Slice(int[] rows, float[] values) {}

  private void place(Workers workers, int[][] offsets, int[][] genes, float[][] values) {
    int[][] next = Arrays.stream(offsets).map(int[]::clone).toArray(int[][]::new);
    long[] at = {positions[0]};
    int[] gene = {0};
    workers.reduce(
        slices(),
        s -> new Slice(rows(s), matrix.data().rows(start(s), length(s)).floats()),
        next,
        (places, slice) -> {
          for (int i = 0; i < slice.rows.length; i++, at[0]++) {
            while (at[0] >= positions[gene[0] + 1]) {
              gene[0]++;
            }
            int block = slice.rows[i] / Expression.BLOCK_CELLS;
            int p = places[block][slice.rows[i] % Expression.BLOCK_CELLS]++;
            genes[block][p] = gene[0];
            values[block][p] = slice.values[i];
          }
        });
  }

  private int slices() {
    return Math.toIntExact(Math.ceilDiv(positions[positions.length - 1] - positions[0], SLICE));
  }

  private long start(int slice) {
    return positions[0] + (long) slice * SLICE;
  }

  private int length(int slice) {
    return (int) Math.min(SLICE, positions[positions.length - 1] - start(slice));
  }

  private int[] rows(int slice) {
    int[] rows = matrix.indices().rows(start(slice), length(slice)).ints();
    RowSorter.checkRow(0, 0, rows.length, rows, cells);
    return rows;
  }

  /** Drops stored zeros and sums duplicates; genes are already in order. */
  private static RowBlock tidy(int b, int[] offsets, int[] genes, float[] values) {
    int rows = offsets.length - 1;
    RowBlock.Builder builder = RowBlock.builder(b * Expression.BLOCK_CELLS, rows, genes.length);
    RowSorter sorter = new RowSorter();
    for (int r = 0; r < rows; r++) {
      sorter.addRow(genes, values, offsets[r], offsets[r + 1], builder);
    }
    return builder.build();
  }
}
