package org.samap.core.anndata;

/**
 * An array of one axis as part of a longer one, which holds the same value everywhere else. It is
 * used for values of one species' cells among the cells of all species. The longer array takes no
 * memory.
 *
 * @param part the array
 * @param start the place of its first element
 * @param size the length of the longer array
 * @param filler the value everywhere else
 */
record PaddedArray(DenseArray part, long start, long size, Values filler) implements DenseArray {

  PaddedArray {
    if (part.shape().length != 1 || start < 0 || start + part.size() > size) {
      throw new IllegalArgumentException(
          part.size() + " elements from " + start + " on do not fit into " + size);
    }
    if (filler.type() != part.type() || filler.size() != 1) {
      throw new IllegalArgumentException(
          "%d %s for an array of %s".formatted(filler.size(), filler.type(), part.type()));
    }
  }

  @Override
  public DType type() {
    return part.type();
  }

  @Override
  public long[] shape() {
    return new long[] {size};
  }

  @Override
  public int[] chunk() {
    return new int[] {1};
  }

  @Override
  public Values slice(long[] from, int[] count) {
    Values out = filler.repeated(count[0]);
    long first = Math.max(from[0], start);
    long end = Math.min(from[0] + count[0], start + part.size());
    if (first < end) {
      Values own = part.rows(first - start, (int) (end - first));
      System.arraycopy(own.array(), 0, out.array(), (int) (first - from[0]), own.size());
    }
    return out;
  }
}
