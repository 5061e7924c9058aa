package org.samap.core.anndata;

import java.util.Arrays;

/**
 * An array in memory.
 *
 * @param values in row order
 * @param shape lengths of the axes
 */
record HeapArray(Values values, long[] shape) implements DenseArray {

  HeapArray {
    shape = shape.clone();
    long size = 1;
    for (long d : shape) {
      size = Math.multiplyExact(size, d);
    }
    if (size != values.size()) {
      throw new IllegalArgumentException(
          values.size() + " values for the shape " + Arrays.toString(shape));
    }
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public DType type() {
    return values.type();
  }

  @Override
  public int[] chunk() {
    int[] chunk = new int[shape.length];
    Arrays.fill(chunk, 1);
    return chunk;
  }

  @Override
  public Values all() {
    return values;
  }

  @Override
  public Values slice(long[] from, int[] count) {
    int run = 1; // elements that are contiguous both here and in the slice
    int axis = shape.length;
    while (axis > 0) {
      axis--;
      run = Math.multiplyExact(run, count[axis]);
      if (count[axis] != shape[axis]) {
        break;
      }
    }
    int total = Arrays.stream(count).reduce(1, Math::multiplyExact);
    Values out = Values.zeros(values.type(), total);
    long[] at = from.clone();
    for (int done = 0; done < total; done += run) {
      System.arraycopy(values.array(), Math.toIntExact(position(at)), out.array(), done, run);
      for (int a = axis - 1; a >= 0 && ++at[a] == from[a] + count[a]; a--) {
        at[a] = from[a];
      }
    }
    return out;
  }

  private long position(long[] at) {
    long position = 0;
    for (int a = 0; a < shape.length; a++) {
      position = position * shape[a] + at[a];
    }
    return position;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeapArray a && Arrays.equals(shape, a.shape) && values.equals(a.values);
  }

  @Override
  public int hashCode() {
    return 31 * values.hashCode() + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return "HeapArray[" + Arrays.toString(shape) + " " + values + "]";
  }
}
