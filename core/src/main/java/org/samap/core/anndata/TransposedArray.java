package org.samap.core.anndata;

/**
 * A matrix with its axes exchanged. Nothing is copied but the box that a slice reads.
 *
 * @param original the matrix
 */
record TransposedArray(DenseArray original) implements DenseArray {

  TransposedArray {
    if (original.shape().length != 2) {
      throw new IllegalArgumentException(
          "an array of " + original.shape().length + " axes is not a matrix");
    }
  }

  @Override
  public DType type() {
    return original.type();
  }

  @Override
  public long[] shape() {
    long[] shape = original.shape();
    return new long[] {shape[1], shape[0]};
  }

  @Override
  public int[] chunk() {
    int[] chunk = original.chunk();
    return new int[] {chunk[1], chunk[0]};
  }

  @Override
  public Values slice(long[] from, int[] shape) {
    int rows = shape[0];
    int columns = shape[1];
    Values read = original.slice(new long[] {from[1], from[0]}, new int[] {columns, rows});
    Values out = Values.zeros(read.type(), read.size());
    Move move = move(read.array(), out.array());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        move.apply(column * rows + row, row * columns + column);
      }
    }
    return out;
  }

  /** Copies the element at one place of an array to a place of another. */
  private interface Move {
    void apply(int from, int to);
  }

  private static Move move(Object from, Object to) {
    return switch (from) {
      case byte[] in when to instanceof byte[] out -> (i, o) -> out[o] = in[i];
      case short[] in when to instanceof short[] out -> (i, o) -> out[o] = in[i];
      case int[] in when to instanceof int[] out -> (i, o) -> out[o] = in[i];
      case long[] in when to instanceof long[] out -> (i, o) -> out[o] = in[i];
      case float[] in when to instanceof float[] out -> (i, o) -> out[o] = in[i];
      case double[] in when to instanceof double[] out -> (i, o) -> out[o] = in[i];
      default -> (i, o) -> System.arraycopy(from, i, to, o, 1);
    };
  }
}
