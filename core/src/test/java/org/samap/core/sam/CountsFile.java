package org.samap.core.sam;

import io.jhdf.HdfFile;
import java.nio.file.Path;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;

/** Reads the counts of a golden case's input file: rows compressed, float32 values. */
final class CountsFile {
  private CountsFile() {}

  static Expression read(Path h5ad) {
    try (HdfFile file = new HdfFile(h5ad)) {
      int[] offsets = (int[]) file.getDatasetByPath("X/indptr").getData();
      int[] genes = (int[]) file.getDatasetByPath("X/indices").getData();
      float[] values = (float[]) file.getDatasetByPath("X/data").getData();
      long[] shape = (long[]) file.getByPath("X").getAttribute("shape").getData();
      SparseMatrix.Builder sorted = SparseMatrix.builder((int) shape[0], (int) shape[1]);
      for (int r = 0; r < shape[0]; r++) {
        for (int p = offsets[r]; p < offsets[r + 1]; p++) {
          sorted.add(genes[p], values[p]);
        }
        sorted.endRow();
      }
      return expression(sorted.build());
    }
  }

  static Expression expression(SparseMatrix m) {
    HeapExpression.Builder b = HeapExpression.builder(m.columns());
    for (int r = 0; r < m.rows(); r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        b.add(m.index(p), m.value(p));
      }
      b.endCell();
    }
    return b.build();
  }

  static Expression expression(double[][] dense) {
    HeapExpression.Builder b = HeapExpression.builder(dense[0].length);
    for (double[] row : dense) {
      for (int g = 0; g < row.length; g++) {
        b.add(g, (float) row[g]);
      }
      b.endCell();
    }
    return b.build();
  }

  static double[][] dense(Expression x) {
    double[][] out = new double[x.cells()][x.genes()];
    RowCursor row = x.cursor();
    for (int cell = 0; cell < out.length; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        out[cell][row.genes()[p]] = row.values()[p];
      }
    }
    return out;
  }

  static SparseMatrix sparse(Expression x) {
    SparseMatrix.Builder b = SparseMatrix.builder(x.cells(), x.genes());
    for (double[] row : dense(x)) {
      for (int g = 0; g < row.length; g++) {
        if (row[g] != 0) {
          b.add(g, (float) row[g]);
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
