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
 * @param byColumns whether it is stored by compressed columns, which are read as a whole
 */
public record MatrixSize(int cells, int genes, long nonZeros, boolean byColumns) {
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
    boolean byColumns = matrix instanceof SparseArray s && s.layout() == SparseArray.Layout.CSC;
    return new MatrixSize(cells, genes, nonZeros, byColumns);
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
