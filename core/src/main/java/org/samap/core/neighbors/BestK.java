package org.samap.core.neighbors;

/**
 * The {@code capacity} smallest keys that were offered; of equal keys those of lower index. A
 * binary heap with the worst key on top. An offer costs O(log capacity) if it is taken, else O(1).
 */
final class BestK {
  private final double[] keys;
  private final int[] indices;
  private int size;

  BestK(int capacity) {
    keys = new double[capacity];
    indices = new int[capacity];
  }

  int size() {
    return size;
  }

  /** Keys above this are refused: the worst key kept, or infinity until the capacity is reached. */
  double limit() {
    if (size < keys.length) {
      return Double.POSITIVE_INFINITY;
    }
    return size == 0 ? Double.NEGATIVE_INFINITY : keys[0];
  }

  void offer(double key, int index) {
    if (size < keys.length) {
      size++;
      rise(size - 1, key, index);
    } else if (size > 0 && worse(keys[0], indices[0], key, index)) {
      sink(size, key, index);
    }
  }

  /** Sorts the kept keys in ascending order; nothing must be offered afterwards. */
  void sort() {
    for (int end = size - 1; end > 0; end--) {
      double key = keys[end];
      int index = indices[end];
      keys[end] = keys[0];
      indices[end] = indices[0];
      sink(end, key, index);
    }
  }

  double key(int position) {
    return keys[position];
  }

  int index(int position) {
    return indices[position];
  }

  private void rise(int hole, double key, int index) {
    while (hole > 0) {
      int parent = (hole - 1) / 2;
      if (!worse(key, index, keys[parent], indices[parent])) {
        break;
      }
      keys[hole] = keys[parent];
      indices[hole] = indices[parent];
      hole = parent;
    }
    keys[hole] = key;
    indices[hole] = index;
  }

  /** Replaces the top of the first {@code n} entries. */
  private void sink(int n, double key, int index) {
    int hole = 0;
    for (int child = 1; child < n; child = 2 * hole + 1) {
      if (child + 1 < n
          && worse(keys[child + 1], indices[child + 1], keys[child], indices[child])) {
        child++;
      }
      if (!worse(keys[child], indices[child], key, index)) {
        break;
      }
      keys[hole] = keys[child];
      indices[hole] = indices[child];
      hole = child;
    }
    keys[hole] = key;
    indices[hole] = index;
  }

  private static boolean worse(double key, int index, double otherKey, int otherIndex) {
    return key > otherKey || (key == otherKey && index > otherIndex);
  }
}
