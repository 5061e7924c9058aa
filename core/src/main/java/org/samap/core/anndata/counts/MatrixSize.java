package org.samap.core.anndata.counts;

import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Unreadable;

/**
 * The size of a matrix of counts, found without reading all of it.
 *
 * @param cells the number of rows
 * @param genes the number of columns
 * @param nonZeros stored values; for a dense matrix an estimate from a few rows
 * @param readingBytes what it takes besides while it is read: most matrices nothing, those that are
 *     read as a whole some bytes a value
 */
public record MatrixSize(int cells, int genes, long nonZeros, long readingBytes) {
  /** A value of compressed columns, with its gene. */
  private static final int COLUMN_VALUE = 8;

  /** The places in a dense matrix where rows are sampled, and the number of rows at each. */
  private static final int SAMPLES = 4;

  private static final int SAMPLE_ROWS = 16;

  static MatrixSize of(Element matrix) {
    if (matrix instanceof Unreadable u) {
      throw new IllegalArgumentException(u.reason());
    }
    long[] shape = matrix.shape();
    if (shape.length != 2) {
      throw new IllegalArgumentException("it is not a matrix");
    }
    int cells = Math.toIntExact(shape[0]);
    int genes = Math.toIntExact(shape[1]);
    long nonZeros =
        switch (matrix) {
          case SparseArray s -> s.entries();
          case BlockMatrix m -> m.entries();
          case DenseArray a when a.type() != DType.STRING -> expected(a, cells, genes);
          default -> throw new IllegalArgumentException("it is not a matrix of numbers");
        };
    return new MatrixSize(cells, genes, nonZeros, nonZeros * readingBytes(matrix));
  }

  /** The bytes of each value of a matrix that is read as a whole. */
  private static int readingBytes(Element matrix) {
    return switch (matrix) {
      case SparseArray s when s.layout() == SparseArray.Layout.CSC -> COLUMN_VALUE;
      case BlockMatrix m when m.blocks() instanceof BlockMatrix.Gathered gathered ->
          gathered.bytesPerValue();
      default -> 0;
    };
  }

  private static long expected(DenseArray a, int cells, int genes) {
    long seen = 0;
    long positive = 0;
    int rows = Math.min(SAMPLE_ROWS, cells);
    for (int s = 0; s < SAMPLES && rows > 0; s++) {
      for (float value : a.rows((long) (cells - rows) * s / (SAMPLES - 1), rows).floats()) {
        seen++;
        positive += value != 0 ? 1 : 0;
      }
    }
    return seen == 0 ? 0 : Math.round((double) positive / seen * cells * genes);
  }
}
