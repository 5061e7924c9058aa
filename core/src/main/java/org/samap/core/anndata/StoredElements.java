package org.samap.core.anndata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.Hdf5Source;
import org.samap.core.anndata.hdf5.reader.StoredType;

/** Converts the stored elements of a file into {@link Values}. */
final class StoredElements {
  private static final String FALSE = "FALSE";
  private static final String TRUE = "TRUE";
  private static final String MISSING = "NA";

  /** So many bytes of text are read from any file. */
  private static final long FEW_BYTES = 1L << 26;

  /**
   * Writers store every text of its own, so that references to one text again and again are damage.
   */
  private static final long MOST_SHARED = 4;

  private final Hdf5Source source;

  StoredElements(Hdf5Source source) {
    this.source = source;
  }

  /** The type of the elements; empty if they are neither numbers nor texts. */
  static Optional<DType> dtype(StoredType type) {
    return switch (type) {
      case StoredType.Whole w -> Optional.of(whole(w));
      case StoredType.Floating f ->
          Optional.of(
              switch (f.size()) {
                case 2 -> DType.FLOAT16;
                case 4 -> DType.FLOAT32;
                default -> DType.FLOAT64;
              });
      case StoredType.Named n -> Optional.of(isBool(n) ? DType.BOOL : whole(n.base()));
      case StoredType.FixedText t -> Optional.of(DType.STRING);
      case StoredType.AnyText t -> Optional.of(DType.STRING);
      default -> Optional.empty();
    };
  }

  private static DType whole(StoredType.Whole w) {
    return switch (w.size()) {
      case 1 -> w.signed() ? DType.INT8 : DType.UINT8;
      case 2 -> w.signed() ? DType.INT16 : DType.UINT16;
      case 4 -> w.signed() ? DType.INT32 : DType.UINT32;
      default -> w.signed() ? DType.INT64 : DType.UINT64;
    };
  }

  private static boolean isBool(StoredType.Named type) {
    return type.size() == 1 && type.names().equals(Map.of(0L, FALSE, 1L, TRUE));
  }

  /**
   * The meaning of each number of R's logicals, an enumeration of FALSE, TRUE and possibly NA;
   * empty for any other type.
   */
  static Map<Long, Optional<Boolean>> logicals(StoredType type) {
    if (!(type instanceof StoredType.Named named)
        || !named.names().values().containsAll(List.of(FALSE, TRUE))
        || !List.of(FALSE, TRUE, MISSING).containsAll(named.names().values())) {
      return Map.of();
    }
    Map<Long, Optional<Boolean>> meanings = new HashMap<>();
    named
        .names()
        .forEach(
            (number, name) ->
                meanings.put(
                    number,
                    name.equals(MISSING) ? Optional.empty() : Optional.of(name.equals(TRUE))));
    return meanings;
  }

  /** The first {@code size} elements of a buffer. */
  Values decode(StoredType type, ByteBuffer bytes, int size) {
    DType dtype = dtype(type).orElseThrow(() -> unsupported(type));
    return switch (type) {
      case StoredType.FixedText t -> Values.of(fixedTexts(t, bytes, size));
      case StoredType.AnyText t -> Values.of(heapTexts(bytes, size));
      default -> Values.ofBytes(dtype, bytes.duplicate().order(order(type)), size);
    };
  }

  private static ByteOrder order(StoredType type) {
    boolean big =
        switch (type) {
          case StoredType.Whole w -> w.bigEndian();
          case StoredType.Floating f -> f.bigEndian();
          case StoredType.Named n -> n.base().bigEndian();
          default -> false;
        };
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static Hdf5Exception unsupported(StoredType type) {
    return Hdf5Exception.unsupported("its elements are " + name(type));
  }

  /** The name of an unsupported type, for a message. */
  static String name(StoredType type) {
    String name =
        switch (type) {
          case StoredType.Other o -> o.name();
          case StoredType.Fields f -> "records";
          case StoredType.Boxes b -> "small arrays";
          default -> "of an unknown type";
        };
    return "%s of %d bytes".formatted(name, type.size());
  }

  private static String[] fixedTexts(StoredType.FixedText type, ByteBuffer bytes, int size) {
    String[] out = new String[size];
    byte[] cell = new byte[type.size()];
    ByteBuffer b = bytes.duplicate();
    byte padding = (byte) (type.padding() == StoredType.Padding.BLANKS ? ' ' : 0);
    boolean zeroEnds = type.padding() == StoredType.Padding.ZERO_ENDS;
    for (int i = 0; i < size; i++) {
      b.get(cell);
      int end = cell.length;
      while (end > 0 && cell[end - 1] == padding) {
        end--;
      }
      for (int p = 0; zeroEnds && p < end; p++) {
        end = cell[p] == 0 ? p : end;
      }
      out[i] = new String(cell, 0, end, StandardCharsets.UTF_8);
    }
    return out;
  }

  private String[] heapTexts(ByteBuffer bytes, int size) {
    ByteBuffer b = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    String[] out = new String[size];
    long left = Math.max(FEW_BYTES, MOST_SHARED * source.size());
    for (int i = 0; i < size; i++) {
      byte[] content = source.text(b);
      left -= content.length;
      if (left < 0) {
        throw Hdf5Exception.damaged("its texts are longer than the file");
      }
      int end = content.length;
      while (end > 0 && content[end - 1] == 0) {
        end--; // some writers count the terminator
      }
      out[i] = new String(content, 0, end, StandardCharsets.UTF_8);
    }
    return out;
  }
}
