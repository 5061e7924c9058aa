package org.samap.core.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;

/**
 * Adds up the columns of U = Z T one row at a time (SPEC 5.2). Z is the expression of numbered
 * genes, each multiplied by its scale.
 *
 * @param numbers the row of T of each gene of the data, or -1
 * @param scale the scale of each row of T
 * @param translation the matrix T
 */
public record TranslatedSums(int[] numbers, double[] scale, SparseMatrix translation)
    implements BlockPass {

  @Override
  public int columns() {
    return translation.columns();
  }

  @Override
  public Adder adder(MomentSums sums) {
    return new RowAdder(sums);
  }

  private final class RowAdder implements Adder {
    private final MomentSums sums;
    private final double[] u = new double[columns()];
    private final boolean[] seen = new boolean[columns()];
    private final int[] touched = new int[columns()];

    RowAdder(MomentSums sums) {
      this.sums = sums;
    }

    @Override
    public void add(RowCursor row) {
      int[] genes = row.genes();
      float[] values = row.values();
      int count = 0;
      for (int p = row.from(); p < row.to(); p++) {
        int g = numbers[genes[p]];
        if (g >= 0 && scale[g] != 0) {
          count = translate(g, values[p] * scale[g], count);
        }
      }
      for (int t = 0; t < count; t++) {
        int h = touched[t];
        sums.add(h, u[h]);
        u[h] = 0;
        seen[h] = false;
      }
    }

    private int translate(int g, double z, int before) {
      int count = before;
      for (int q = translation.offset(g); q < translation.offset(g + 1); q++) {
        int h = translation.index(q);
        if (!seen[h]) {
          seen[h] = true;
          touched[count++] = h;
        }
        u[h] += z * translation.value(q);
      }
      return count;
    }
  }

  void writeData(DataOutput out) throws IOException {
    out.writeInt(numbers.length);
    for (int n : numbers) {
      out.writeInt(n);
    }
    out.writeInt(translation.rows());
    out.writeInt(translation.columns());
    for (int r = 0; r < translation.rows(); r++) {
      out.writeDouble(scale[r]);
      out.writeInt(translation.offset(r + 1) - translation.offset(r));
      for (int p = translation.offset(r); p < translation.offset(r + 1); p++) {
        out.writeInt(translation.index(p));
        out.writeFloat(translation.value(p));
      }
    }
  }

  static TranslatedSums readData(DataInput in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int g = 0; g < numbers.length; g++) {
      numbers[g] = in.readInt();
    }
    double[] scale = new double[in.readInt()];
    SparseMatrix.Builder translation = SparseMatrix.builder(scale.length, in.readInt());
    for (int r = 0; r < scale.length; r++) {
      scale[r] = in.readDouble();
      for (int left = in.readInt(); left > 0; left--) {
        translation.add(in.readInt(), in.readFloat());
      }
      translation.endRow();
    }
    return new TranslatedSums(numbers, scale, translation.build());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TranslatedSums s
        && Arrays.equals(numbers, s.numbers)
        && Arrays.equals(scale, s.scale)
        && translation.equals(s.translation);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(scale);
  }
}
