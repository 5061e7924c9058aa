package org.samap.core.anndata;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;

/**
 * An array of any type and rank, in row order, in memory or in a file. Rank 0 is a scalar. Safe to
 * read from many threads.
 */
public sealed interface DenseArray extends Element
    permits HeapArray, FileArray, StackedRows, PaddedArray, TransposedArray {

  DType type();

  /** Reads a box: {@code shape[a]} elements from {@code from[a]} on, along every axis a. */
  Values slice(long[] from, int[] shape);

  /** The shape of the box that is cheapest to read at once. */
  int[] chunk();

  /** The number of elements. */
  default long size() {
    long size = 1;
    for (long d : shape()) {
      size = Math.multiplyExact(size, d);
    }
    return size;
  }

  /** Reads {@code count} rows, that is, a range of the first axis and all of the others. */
  default Values rows(long first, int count) {
    long[] shape = shape();
    long[] from = new long[shape.length];
    int[] to = new int[shape.length];
    for (int a = 1; a < shape.length; a++) {
      to[a] = Math.toIntExact(shape[a]);
    }
    from[0] = first;
    to[0] = count;
    return slice(from, to);
  }

  /**
   * Reads everything.
   *
   * @throws ArithmeticException if there are more than 2^31 - 1 elements
   */
  default Values all() {
    Math.toIntExact(size());
    long[] shape = shape();
    return slice(new long[shape.length], Arrays.stream(shape).mapToInt(Math::toIntExact).toArray());
  }

  /** This array with its values in memory. */
  default DenseArray inMemory() {
    return new HeapArray(all(), shape());
  }

  /** Reads a table of numbers; a single axis becomes one column. */
  default FloatMatrix toFloatMatrix() {
    long[] shape = shape();
    if (shape.length != 1 && shape.length != 2) {
      throw new IllegalArgumentException("an array of " + shape.length + " axes is not a matrix");
    }
    int columns = shape.length == 1 ? 1 : Math.toIntExact(shape[1]);
    return FloatMatrix.of(Math.toIntExact(shape[0]), columns, all().floats());
  }

  /** This matrix with its axes exchanged, which is read as it is asked for. */
  default DenseArray transposed() {
    return new TransposedArray(this);
  }

  /** An array in memory; values are not copied. */
  static DenseArray of(Values values, long... shape) {
    return new HeapArray(values, shape);
  }

  /** An array of one axis; values are not copied. */
  static DenseArray vector(Values values) {
    return new HeapArray(values, new long[] {values.size()});
  }

  static DenseArray of(CellMatrix matrix) {
    return stacked(List.of(matrix));
  }

  static DenseArray of(FloatMatrix matrix) {
    return new HeapArray(Values.of(matrix.values()), new long[] {matrix.rows(), matrix.columns()});
  }

  /** Stacks the rows of matrices below one another, without copying. */
  static DenseArray stacked(List<CellMatrix> parts) {
    return new StackedRows(parts);
  }

  /**
   * A longer array of one axis that takes no memory: {@code part} from {@code start} on, and the
   * one value of {@code filler} everywhere else.
   */
  static DenseArray padded(DenseArray part, long start, long size, Values filler) {
    return new PaddedArray(part, start, size, filler);
  }

  static DenseArray scalar(String value) {
    return new HeapArray(Values.of(value), new long[0]);
  }

  static DenseArray scalar(long value) {
    return new HeapArray(Values.of(value), new long[0]);
  }

  static DenseArray scalar(double value) {
    return new HeapArray(Values.of(value), new long[0]);
  }

  static DenseArray scalar(boolean value) {
    return new HeapArray(Values.of(value), new long[0]);
  }
}
