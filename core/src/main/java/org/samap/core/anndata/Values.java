package org.samap.core.anndata;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Elements of one type in a flat Java array. Unsigned numbers are kept in the signed type of their
 * size and 16-bit floats as 32-bit ones; the methods return their true values. Immutable by
 * convention: readers of the arrays do not write to them.
 *
 * @param type the type of the elements
 * @param array boolean[], byte[], short[], int[], long[], float[], double[] or String[]
 */
public record Values(DType type, Object array) {

  public Values {
    Class<?> expected = carrier(type);
    if (array.getClass() != expected) {
      throw new IllegalArgumentException(type + " in a " + array.getClass().getSimpleName());
    }
  }

  public static Values of(boolean... values) {
    return new Values(DType.BOOL, values);
  }

  public static Values of(int... values) {
    return new Values(DType.INT32, values);
  }

  public static Values of(long... values) {
    return new Values(DType.INT64, values);
  }

  public static Values of(float... values) {
    return new Values(DType.FLOAT32, values);
  }

  public static Values of(double... values) {
    return new Values(DType.FLOAT64, values);
  }

  public static Values of(String... values) {
    return new Values(DType.STRING, values);
  }

  /** Zeros, or empty texts. */
  public static Values zeros(DType type, int size) {
    if (type == DType.STRING) {
      String[] texts = new String[size];
      Arrays.fill(texts, "");
      return of(texts);
    }
    return new Values(type, Array.newInstance(carrier(type).getComponentType(), size));
  }

  /** One blank element: 0, false, NaN or an empty text. */
  public static Values blank(DType type) {
    return switch (type) {
      case FLOAT16, FLOAT32 -> new Values(type, new float[] {Float.NaN});
      case FLOAT64 -> of(Double.NaN);
      default -> zeros(type, 1);
    };
  }

  /** The first of these values, repeated. */
  Values repeated(int times) {
    Values out = zeros(type, times);
    if (times > 0) {
      System.arraycopy(array, 0, out.array, 0, 1);
    }
    for (int n = 1; n < times; n += Math.min(n, times - n)) {
      System.arraycopy(out.array, 0, out.array, n, Math.min(n, times - n));
    }
    return out;
  }

  /** The elements at these places. */
  public Values at(int[] places) {
    Values out = zeros(type, places.length);
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(array, places[i], out.array, i, 1);
    }
    return out;
  }

  public int size() {
    return Array.getLength(array);
  }

  /** The numbers as float32, rounded if necessary. */
  public float[] floats() {
    if (array instanceof float[] f) {
      return f;
    }
    float[] out = new float[size()];
    switch (array) {
      case int[] v when type == DType.INT32 -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = v[i];
        }
      }
      case double[] v -> {
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) v[i];
        }
      }
      default -> {
        double[] v = doubles();
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) v[i];
        }
      }
    }
    return out;
  }

  /** The numbers as float64; bools are 0 and 1. */
  public double[] doubles() {
    if (array instanceof double[] d) {
      return d;
    }
    double[] out = new double[size()];
    if (array instanceof float[] f) {
      Arrays.setAll(out, i -> f[i]);
    } else {
      long[] v = longs();
      boolean unsigned = type == DType.UINT64;
      Arrays.setAll(out, i -> unsigned && v[i] < 0 ? (v[i] >>> 1) * 2.0 : v[i]);
    }
    return out;
  }

  /** The whole numbers as int64; bools are 0 and 1; unsigned 64-bit ones keep their bits. */
  public long[] longs() {
    if (array instanceof long[] l) {
      return l;
    }
    boolean unsigned = type == DType.UINT8 || type == DType.UINT16 || type == DType.UINT32;
    long[] out = new long[size()];
    switch (array) {
      case boolean[] v -> Arrays.setAll(out, i -> v[i] ? 1 : 0);
      case byte[] v -> Arrays.setAll(out, i -> unsigned ? v[i] & 0xFF : v[i]);
      case short[] v -> Arrays.setAll(out, i -> unsigned ? v[i] & 0xFFFF : v[i]);
      case int[] v -> Arrays.setAll(out, i -> unsigned ? v[i] & 0xFFFFFFFFL : v[i]);
      default -> throw new IllegalArgumentException(type + " are not whole numbers");
    }
    return out;
  }

  /**
   * The whole numbers as int32.
   *
   * @throws ArithmeticException if one does not fit
   */
  public int[] ints() {
    if (array instanceof int[] v && type == DType.INT32) {
      return v;
    }
    long[] v = longs();
    int[] out = new int[v.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.toIntExact(v[i]);
    }
    return out;
  }

  /** Bools, or whether numbers differ from 0. */
  public boolean[] booleans() {
    if (array instanceof boolean[] b) {
      return b;
    }
    double[] v = doubles();
    boolean[] out = new boolean[v.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = v[i] != 0;
    }
    return out;
  }

  /** Texts; whole numbers without decimals, bools as True and False, missing numbers as nan. */
  public String[] texts() {
    if (array instanceof String[] s) {
      return s;
    }
    String[] out = new String[size()];
    switch (array) {
      case boolean[] v -> Arrays.setAll(out, i -> v[i] ? "True" : "False");
      case float[] v -> Arrays.setAll(out, i -> Float.isNaN(v[i]) ? "nan" : Float.toString(v[i]));
      case double[] v ->
          Arrays.setAll(out, i -> Double.isNaN(v[i]) ? "nan" : Double.toString(v[i]));
      default -> {
        long[] v = longs();
        boolean unsigned = type == DType.UINT64;
        Arrays.setAll(out, i -> unsigned ? Long.toUnsignedString(v[i]) : Long.toString(v[i]));
      }
    }
    return out;
  }

  /** The bytes of numbers, little-endian. */
  ByteBuffer bytes() {
    ByteBuffer b = ByteBuffer.allocate(size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (array) {
      case boolean[] v -> {
        for (boolean x : v) {
          b.put((byte) (x ? 1 : 0));
        }
        b.flip();
      }
      case float[] v when type == DType.FLOAT16 -> {
        for (float x : v) {
          b.putShort(Float.floatToFloat16(x));
        }
        b.flip();
      }
      case byte[] v -> b.put(v).flip();
      case short[] v -> b.asShortBuffer().put(v);
      case int[] v -> b.asIntBuffer().put(v);
      case long[] v -> b.asLongBuffer().put(v);
      case float[] v -> b.asFloatBuffer().put(v);
      case double[] v -> b.asDoubleBuffer().put(v);
      default -> throw new IllegalArgumentException(type + " have no bytes of their own");
    }
    return b;
  }

  /** The first {@code size} numbers of a buffer of the given byte order. */
  public static Values ofBytes(DType type, ByteBuffer b, int size) {
    Values out = zeros(type, size);
    switch (out.array) {
      case boolean[] v -> {
        for (int i = 0; i < size; i++) {
          v[i] = b.get() != 0;
        }
      }
      case float[] v when type == DType.FLOAT16 -> {
        for (int i = 0; i < size; i++) {
          v[i] = Float.float16ToFloat(b.getShort());
        }
      }
      case byte[] v -> b.get(v);
      case short[] v -> b.asShortBuffer().get(v);
      case int[] v -> b.asIntBuffer().get(v);
      case long[] v -> b.asLongBuffer().get(v);
      case float[] v -> b.asFloatBuffer().get(v);
      case double[] v -> b.asDoubleBuffer().get(v);
      default -> throw new IllegalArgumentException(type + " have no bytes of their own");
    }
    return out;
  }

  private static Class<?> carrier(DType type) {
    return switch (type) {
      case BOOL -> boolean[].class;
      case INT8, UINT8 -> byte[].class;
      case INT16, UINT16 -> short[].class;
      case INT32, UINT32 -> int[].class;
      case INT64, UINT64 -> long[].class;
      case FLOAT16, FLOAT32 -> float[].class;
      case FLOAT64 -> double[].class;
      case STRING -> String[].class;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values v
        && type == v.type
        && Arrays.deepEquals(new Object[] {array}, new Object[] {v.array});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {type, array});
  }

  @Override
  public String toString() {
    String text = Arrays.deepToString(new Object[] {array});
    return type + text.substring(1, text.length() - 1);
  }
}
