package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.number;
import static org.samap.core.anndata.hdf5.reader.FileBytes.part;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.text;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u8;
import static org.samap.core.anndata.hdf5.reader.FileBytes.widthOf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the description of a type; types can be nested up to a limit. */
final class TypeReader {
  private static final int DEEPEST = 16;

  /** A type whose description has an unknown length. */
  private static final class UnknownType extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final ByteBuffer b;

  private TypeReader(ByteBuffer b) {
    this.b = b;
  }

  static StoredType read(ByteBuffer b) {
    int size = b.getInt(b.position() + 4);
    if (size < 0) {
      throw Hdf5Exception.unsupported("its elements are larger than 2 GiB");
    }
    try {
      return new TypeReader(b).type(0);
    } catch (UnknownType e) {
      return new StoredType.Other(size, "of an unknown type");
    }
  }

  private StoredType type(int depth) {
    if (depth > DEEPEST) {
      throw Hdf5Exception.unsupported("its type is nested too deep");
    }
    int first = u8(b);
    int version = first >> 4;
    int bits = (int) number(b, 3);
    int size = b.getInt();
    if (size < 0) {
      throw Hdf5Exception.damaged("a type of %d bytes".formatted(size));
    }
    return switch (first & 0x0F) {
      case 0 -> whole(bits, size);
      case 1 -> floating(bits, size);
      case 2 -> other(size, "times", 2);
      case 3 -> new StoredType.FixedText(size, padding(bits & 0x0F));
      case 4 -> other(size, "bit fields", 4);
      case 5 -> other(size, "opaque", bits & 0xFF);
      case 6 -> fields(version, bits & 0xFFFF, size, depth);
      case 7 -> other(size, "references", 0);
      case 8 -> named(version, bits & 0xFFFF, depth);
      case 9 -> lists((bits & 0x0F) == 1, size, depth);
      case 10 -> boxes(version, size, depth);
      default -> throw new UnknownType();
    };
  }

  private StoredType other(int size, String name, int description) {
    skip(b, description);
    return new StoredType.Other(size, name);
  }

  private StoredType whole(int bits, int size) {
    int offset = u16(b);
    int precision = u16(b);
    // R packs the codes of a factor into as few bits as they need; zeros fill the rest.
    boolean whole =
        precision == 8 * size || (precision > 0 && precision < 8 * size && (bits & 0x0C) == 0);
    return offset == 0 && whole && size <= 8 && Integer.bitCount(size) == 1
        ? new StoredType.Whole(size, (bits & 0x08) != 0, (bits & 1) != 0)
        : new StoredType.Other(size, "whole numbers of " + precision + " bits");
  }

  private StoredType floating(int bits, int size) {
    int offset = u16(b);
    int precision = u16(b);
    skip(b, 1);
    int exponent = u8(b);
    skip(b, 1);
    int mantissa = u8(b);
    skip(b, 4);
    int expected =
        switch (size) {
          case 2 -> 5;
          case 4 -> 8;
          case 8 -> 11;
          default -> -1;
        };
    boolean standard =
        offset == 0
            && precision == 8 * size
            && exponent == expected
            && mantissa == precision - exponent - 1
            && (bits & 0x40) == 0;
    return standard
        ? new StoredType.Floating(size, (bits & 1) != 0)
        : new StoredType.Other(
            size, "floating-point numbers of %d + %d bits".formatted(exponent, mantissa));
  }

  private static StoredType.Padding padding(int kind) {
    return switch (kind) {
      case 0 -> StoredType.Padding.ZERO_ENDS;
      case 2 -> StoredType.Padding.BLANKS;
      default -> StoredType.Padding.ZEROS;
    };
  }

  private StoredType fields(int version, int count, int size, int depth) {
    List<StoredType.Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = name(version);
      int offset = (int) number(b, version < 3 ? 4 : widthOf(size));
      List<Integer> shape = version == 1 ? oldShape() : List.of();
      StoredType type = type(depth + 1);
      for (int length : shape.reversed()) {
        type = new StoredType.Boxes(Math.multiplyExact(length, type.size()), List.of(length), type);
      }
      if (offset < 0 || offset > size - type.size()) {
        throw Hdf5Exception.damaged("its field " + name + " lies beyond a record");
      }
      fields.add(new StoredType.Field(name, offset, type));
    }
    return new StoredType.Fields(size, fields);
  }

  /** The lengths of an array, which version 1 stored with the field. */
  private List<Integer> oldShape() {
    int rank = u8(b);
    skip(b, 11);
    List<Integer> shape = new ArrayList<>();
    for (int a = 0; a < 4; a++) {
      int length = b.getInt();
      if (a < rank) {
        shape.add(length);
      }
    }
    return shape;
  }

  /** A name with its zero, padded to a multiple of eight bytes before version 3. */
  private String name(int version) {
    int start = b.position();
    String name = text(b);
    skip(b, 1);
    int used = b.position() - start;
    skip(b, version < 3 ? (used + 7) / 8 * 8 - used : 0);
    return name;
  }

  private StoredType named(int version, int count, int depth) {
    if (!(type(depth + 1) instanceof StoredType.Whole base)) {
      throw new UnknownType();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(name(version));
    }
    Map<Long, String> meanings = new HashMap<>();
    for (String name : names) {
      ByteBuffer value = part(b, base.size());
      byte[] bytes = new byte[base.size()];
      value.get(bytes);
      long number = 0;
      for (int i = 0; i < bytes.length; i++) {
        int place = base.bigEndian() ? bytes.length - 1 - i : i;
        number |= (bytes[i] & 0xFFL) << (8 * place);
      }
      int unused = Long.SIZE - 8 * bytes.length;
      meanings.put(base.signed() ? number << unused >> unused : number, name);
    }
    return new StoredType.Named(base, meanings);
  }

  private StoredType lists(boolean isText, int size, int depth) {
    type(depth + 1);
    return isText ? new StoredType.AnyText(size) : new StoredType.Other(size, "lists");
  }

  private StoredType boxes(int version, int size, int depth) {
    int rank = u8(b);
    skip(b, version < 3 ? 3 : 0);
    List<Integer> shape = new ArrayList<>();
    for (int a = 0; a < rank; a++) {
      shape.add(b.getInt());
    }
    skip(b, version < 3 ? 4 * rank : 0);
    StoredType base = type(depth + 1);
    long elements = 1;
    for (int length : shape) {
      elements = Math.multiplyExact(elements, length);
    }
    if (elements < 0 || elements * base.size() != size) {
      throw Hdf5Exception.damaged("small arrays that do not fill an element");
    }
    return new StoredType.Boxes(size, shape, base);
  }
}
