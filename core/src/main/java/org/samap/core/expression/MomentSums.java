package org.samap.core.expression;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Sums and sums of squares of columns, in float64, from which moments are computed. Sums over parts
 * of the cells are merged in the order of the cells, so that the result depends on the parts alone.
 *
 * @param values the sum of every column
 * @param squares the sum of the squares of every column
 */
public record MomentSums(double[] values, double[] squares) {
  private static final double CONSTANT = 1e-12;

  public MomentSums {
    if (values.length != squares.length) {
      throw new IllegalArgumentException(values.length + " sums, " + squares.length + " squares");
    }
  }

  /** Sums of no cells. */
  public static MomentSums ofColumns(int columns) {
    return new MomentSums(new double[columns], new double[columns]);
  }

  public void add(int column, double value) {
    values[column] += value;
    squares[column] += value * value;
  }

  /** Adds one cell: its value in each column, times a factor. */
  public void addRow(double[] row, double factor) {
    for (int c = 0; c < row.length; c++) {
      double value = row[c] * factor;
      values[c] += value;
      squares[c] += value * value;
    }
  }

  /** Adds the sums over other cells. */
  public void merge(MomentSums part) {
    for (int c = 0; c < values.length; c++) {
      values[c] += part.values[c];
      squares[c] += part.squares[c];
    }
  }

  /** Mean and population variance; a column that is constant up to rounding has variance 0. */
  public GeneMoments moments(int cells) {
    double[] means = new double[values.length];
    double[] variances = new double[values.length];
    for (int c = 0; c < means.length; c++) {
      double mean = values[c] / cells;
      double square = squares[c] / cells;
      double variance = square - mean * mean;
      means[c] = mean;
      variances[c] = variance <= CONSTANT * square ? 0 : variance;
    }
    return new GeneMoments(means, variances);
  }

  /** Writes what {@link #read} reads: the number of columns, then the two sums of each. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (int c = 0; c < values.length; c++) {
      out.writeDouble(values[c]);
      out.writeDouble(squares[c]);
    }
  }

  public static MomentSums read(DataInput in) throws IOException {
    MomentSums sums = ofColumns(in.readInt());
    for (int c = 0; c < sums.values.length; c++) {
      sums.values[c] = in.readDouble();
      sums.squares[c] = in.readDouble();
    }
    return sums;
  }
}
