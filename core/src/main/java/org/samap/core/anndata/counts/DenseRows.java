package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.samap.core.anndata.DenseArray;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;

/**
 * Reads row blocks of a dense matrix. Rows are read in strips of columns, along the chunks, so that
 * a chunk that spans many rows is decompressed once.
 */
final class DenseRows implements ExpressionReader.RowGroups {
  /** The numbers that a thread reads at a time, if chunks allow it. */
  private static final long TARGET = 1 << 22;

  private final DenseArray matrix;
  private final int cells;
  private final int genes;

  DenseRows(DenseArray matrix) {
    this.matrix = matrix;
    this.cells = Math.toIntExact(matrix.shape()[0]);
    this.genes = Math.toIntExact(matrix.shape()[1]);
  }

  @Override
  public List<Integer> starts() {
    return ExpressionReader.groups(cells, 2L * matrix.chunk()[0], cell -> cell);
  }

  @Override
  public void read(int from, int to, Consumer<RowBlock> blocks) {
    int rows = to - from;
    long chunk = matrix.chunk()[1];
    int width =
        (int) Math.clamp(TARGET / Math.max(1, rows) / chunk * chunk, Math.min(chunk, genes), genes);
    List<RowStrip> strips = new ArrayList<>();
    for (int gene = 0; gene < genes; gene += width) {
      strips.add(RowStrip.read(matrix, from, rows, gene, Math.min(width, genes - gene)));
    }
    for (int cell = from; cell < to; cell += Expression.BLOCK_CELLS) {
      int end = Math.min(to, cell + Expression.BLOCK_CELLS);
      int first = cell - from;
      int last = end - from;
      int entries = strips.stream().mapToInt(s -> s.offsets[last] - s.offsets[first]).sum();
      RowBlock.Builder b = RowBlock.builder(cell, end - cell, entries);
      for (int r = first; r < last; r++) {
        for (RowStrip s : strips) {
          for (int p = s.offsets[r]; p < s.offsets[r + 1]; p++) {
            b.add(s.genes[p], s.values[p]);
          }
        }
        b.endRow();
      }
      blocks.accept(b.build());
    }
  }

  /** The non-zero values of some rows and columns. */
  private record RowStrip(int[] offsets, int[] genes, float[] values) {
    static RowStrip read(DenseArray matrix, int row, int rows, int gene, int width) {
      float[] dense = matrix.slice(new long[] {row, gene}, new int[] {rows, width}).floats();
      int count = 0;
      for (float v : dense) {
        count += v == 0 ? 0 : 1;
      }
      RowStrip s = new RowStrip(new int[rows + 1], new int[count], new float[count]);
      int size = 0;
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < width; c++) {
          float v = dense[r * width + c];
          if (v != 0) {
            s.genes[size] = gene + c;
            s.values[size++] = v;
          }
        }
        s.offsets[r + 1] = size;
      }
      return s;
    }
  }
}
