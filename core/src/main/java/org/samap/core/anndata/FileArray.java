package org.samap.core.anndata;

import java.util.Arrays;

/** An array that lies in a store; a slice reads and decompresses the chunks it touches. */
final class FileArray implements DenseArray {
  private final Store store;
  private final Store.Array array;
  private final DType type;
  private final long[] shape;

  FileArray(Store store, Store.Array array) {
    this.store = store;
    this.array = array;
    this.type = array.type();
    this.shape = array.shape();
    if (elements() == Long.MAX_VALUE) {
      throw Store.Fault.damaged("its shape is " + Arrays.toString(shape));
    }
  }

  /** The number of elements; the largest number if it is beyond it. */
  private long elements() {
    long elements = 1;
    for (long length : shape) {
      boolean fits = elements == 0 || length <= Long.MAX_VALUE / Math.max(1, elements);
      elements = length == 0 ? 0 : fits ? elements * length : Long.MAX_VALUE;
    }
    return elements;
  }

  @Override
  public DType type() {
    return type;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public int[] chunk() {
    return array.chunk();
  }

  @Override
  public Values all() {
    if (size() > Integer.MAX_VALUE) {
      throw store.failure(
          array.path(),
          Store.Fault.unsupported("it has %,d values, too many to be read".formatted(size())));
    }
    return DenseArray.super.all();
  }

  @Override
  public Values slice(long[] from, int[] count) {
    return store.reading(array.path(), () -> array.slice(from, count));
  }

  @Override
  public String toString() {
    return "FileArray[" + array.path() + " " + type + " " + Arrays.toString(shape) + "]";
  }
}
