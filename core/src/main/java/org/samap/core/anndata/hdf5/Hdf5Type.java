package org.samap.core.anndata.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The type of an element in a file: its size and its encoding in a datatype message. All numbers
 * are little-endian.
 */
public final class Hdf5Type {
  public static final Hdf5Type INT8 = integer(1, true);
  public static final Hdf5Type INT16 = integer(2, true);
  public static final Hdf5Type INT32 = integer(4, true);
  public static final Hdf5Type INT64 = integer(8, true);
  public static final Hdf5Type UINT8 = integer(1, false);
  public static final Hdf5Type UINT16 = integer(2, false);
  public static final Hdf5Type UINT32 = integer(4, false);
  public static final Hdf5Type UINT64 = integer(8, false);
  public static final Hdf5Type FLOAT16 = floating(2, 5, 10);
  public static final Hdf5Type FLOAT32 = floating(4, 8, 23);
  public static final Hdf5Type FLOAT64 = floating(8, 11, 52);

  /** One byte, an enumeration of FALSE = 0 and TRUE = 1, as h5py stores a bool. */
  public static final Hdf5Type BOOL = bool();

  /** UTF-8 text of any length; an element is a reference into a global heap. */
  public static final Hdf5Type STRING = string();

  /** A member of a compound type. */
  public record Member(String name, Hdf5Type type) {}

  private final int size;
  private final byte[] message;

  private Hdf5Type(int size, byte[] message) {
    this.size = size;
    this.message = message;
  }

  /** A record of members, one after the other. */
  public static Hdf5Type compound(List<Member> members) {
    int size = members.stream().mapToInt(m -> m.type.size).sum();
    int offsetWidth = size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : size < 1 << 24 ? 3 : 4;
    Bytes b = header(3, 6, members.size(), size);
    int offset = 0;
    for (Member m : members) {
      b.bytes(m.name.getBytes(StandardCharsets.UTF_8)).u8(0).number(offset, offsetWidth);
      b.bytes(m.type.message);
      offset += m.type.size;
    }
    return new Hdf5Type(size, b.array());
  }

  /** An array of fixed shape as one element. */
  public Hdf5Type array(int... dimensions) {
    int total = size;
    for (int d : dimensions) {
      total = Math.multiplyExact(total, d);
    }
    Bytes b = header(3, 10, 0, total).u8(dimensions.length);
    for (int d : dimensions) {
      b.u32(d);
    }
    return new Hdf5Type(total, b.bytes(message).array());
  }

  /** The number of bytes of an element. */
  public int size() {
    return size;
  }

  byte[] message() {
    return message;
  }

  private static Bytes header(int version, int typeClass, int bits, int size) {
    return new Bytes().u8(version << 4 | typeClass).number(bits, 3).u32(size);
  }

  private static Hdf5Type integer(int size, boolean signed) {
    Bytes b = header(1, 0, signed ? 0x08 : 0, size).u16(0).u16(8 * size);
    return new Hdf5Type(size, b.array());
  }

  private static Hdf5Type floating(int size, int exponent, int mantissa) {
    int sign = 8 * size - 1;
    Bytes b =
        header(1, 1, 0x20 | sign << 8, size)
            .u16(0)
            .u16(8 * size)
            .u8(mantissa)
            .u8(exponent)
            .u8(0)
            .u8(mantissa)
            .u32((1 << (exponent - 1)) - 1);
    return new Hdf5Type(size, b.array());
  }

  private static Hdf5Type bool() {
    Bytes b = header(1, 8, 2, 1).bytes(INT8.message);
    b.ascii("FALSE").zeros(3).ascii("TRUE").zeros(4).u8(0).u8(1);
    return new Hdf5Type(1, b.array());
  }

  private static Hdf5Type string() {
    return new Hdf5Type(16, header(1, 9, 0x0101, 16).bytes(UINT8.message).array());
  }
}
