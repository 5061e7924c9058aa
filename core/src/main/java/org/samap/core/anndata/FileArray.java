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
  public Values slice(long[] from, int[] count) {
    return store.reading(array.path(), () -> array.slice(from, count));
  }

  @Override
  public String toString() {
    return "FileArray[" + array.path() + " " + type + " " + Arrays.toString(shape) + "]";
  }
}
