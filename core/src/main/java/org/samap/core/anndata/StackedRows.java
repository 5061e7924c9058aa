package org.samap.core.anndata;

import java.util.List;
import org.samap.core.matrix.CellMatrix;

/**
 * The rows of matrices of equal width, stacked below one another; can hold more than 2^31 values.
 */
record StackedRows(List<CellMatrix> parts) implements DenseArray {

  StackedRows {
    parts = List.copyOf(parts);
    int columns = parts.getFirst().columns();
    if (parts.stream().anyMatch(p -> p.columns() != columns)) {
      throw new IllegalArgumentException("matrices of different widths");
    }
  }

  @Override
  public DType type() {
    return DType.FLOAT32;
  }

  @Override
  public long[] shape() {
    return new long[] {
      parts.stream().mapToLong(CellMatrix::rows).sum(), parts.getFirst().columns()
    };
  }

  @Override
  public int[] chunk() {
    return new int[] {1, 1};
  }

  @Override
  public Values slice(long[] from, int[] count) {
    float[] out = new float[Math.multiplyExact(count[0], count[1])];
    long first = 0;
    for (CellMatrix part : parts) {
      long start = Math.max(from[0], first);
      long end = Math.min(from[0] + count[0], first + part.rows());
      for (long row = start; row < end; row++) {
        System.arraycopy(
            part.values((int) (row - first)),
            part.offset((int) (row - first)) + (int) from[1],
            out,
            (int) (row - from[0]) * count[1],
            count[1]);
      }
      first += part.rows();
    }
    return Values.of(out);
  }
}
