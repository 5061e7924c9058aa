package org.samap.core.anndata;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.chunked.ChunkedDatasetBase;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.FilterPipelineMessage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.samap.core.run.InputException;

/** An open HDF5 file: what the library cannot say in one line, and elements as {@link Values}. */
final class Hdf5File implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  private final Path path;
  private final HdfFile hdf;
  private final Arena arena;
  private final HeapCache heaps;

  private Hdf5File(Path path, HdfFile hdf, Arena arena) {
    this.path = path;
    this.hdf = hdf;
    this.arena = arena;
    this.heaps = new HeapCache(hdf.getHdfBackingStorage());
  }

  @SuppressWarnings("MustBeClosedChecker") // the arena lives until this file is closed
  static Hdf5File open(Path path) {
    checkSignature(path);
    Arena arena = Arena.ofShared();
    try {
      HdfFile hdf = openStorage(path, arena);
      checkLength(path, hdf);
      return new Hdf5File(path, hdf, arena);
    } catch (InputException e) {
      arena.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw new InputException(
          path + ": a damaged HDF5 file (" + e.getMessage() + "); copy or create it again", e);
    }
  }

  /** A file below 2 GiB is mapped as a whole: reading a chunk then takes no system call. */
  private static HdfFile openStorage(Path path, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      if (channel.size() > Integer.MAX_VALUE) {
        return new HdfFile(path);
      }
      return HdfFile.fromByteBuffer(
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer());
    }
  }

  private static void checkSignature(Path path) {
    if (Files.isDirectory(path)) {
      throw new InputException(path + ": is a folder; give the .h5ad file in it");
    }
    if (!Files.exists(path)) {
      throw new InputException(path + ": no such file; check the name");
    }
    try (FileChannel channel = FileChannel.open(path)) {
      ByteBuffer start = ByteBuffer.allocate(SIGNATURE.length);
      for (long at = 0; at < channel.size(); at = at == 0 ? 512 : 2 * at) {
        start.clear();
        channel.read(start, at);
        if (start.flip().equals(ByteBuffer.wrap(SIGNATURE))) {
          return;
        }
        if (at == 0 && start.limit() > 1 && start.getShort(0) == 0x1F8B) {
          throw new InputException(path + ": is compressed with gzip; unpack it with gunzip");
        }
      }
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read (" + e.getMessage() + ")", e);
    }
    throw new InputException(path + ": is not an HDF5 file; give a .h5ad file");
  }

  private static void checkLength(Path path, HdfFile hdf) throws IOException {
    long expected = hdf.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
    long actual = Files.size(path);
    if (actual < expected) {
      throw new InputException(
          "%s: is truncated (%d of %d bytes); copy or create it again"
              .formatted(path, actual, expected));
    }
  }

  Path path() {
    return path;
  }

  HdfFile root() {
    return hdf;
  }

  @Override
  public void close() {
    hdf.close();
    arena.close();
  }

  /** Runs a read of a node and says where it failed. */
  <T> T reading(Node node, Supplier<T> read) {
    try {
      if (node instanceof ChunkedDatasetBase d) {
        checkFilters(d);
        return ScopedValue.where(Filters.CHUNK_BYTES, chunkBytes(d)).call(read::get);
      }
      return read.get();
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!arena.scope().isAlive()) {
        throw new IllegalStateException(path + " was closed before " + node.getPath(), e);
      }
      throw damaged(node.getPath(), e);
    }
  }

  private static int chunkBytes(ChunkedDatasetBase d) {
    int bytes = d.getDataType().getSize();
    for (int length : d.getChunkDimensions()) {
      bytes = Math.multiplyExact(bytes, length);
    }
    return bytes;
  }

  InputException damaged(String where, RuntimeException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InputException(
        "%s: %s cannot be read (%s); the file is damaged or of an unknown format"
            .formatted(path, where, reason),
        e);
  }

  private void checkFilters(DatasetBase dataset) {
    if (dataset.getHeader().hasMessageOfType(FilterPipelineMessage.class)) {
      dataset
          .getHeader()
          .getMessageOfType(FilterPipelineMessage.class)
          .getFilters()
          .forEach(
              f -> {
                if (!Filters.isKnown(f.getId())) {
                  throw new InputException(
                      "%s: %s is compressed with %s, which is not supported; rewrite the file in"
                              .formatted(path, dataset.getPath(), Filters.name(f))
                          + " Python: anndata.read_h5ad(file).write_h5ad(other,"
                          + " compression='gzip')");
                }
              });
    }
  }

  /** An attribute as values; empty if there is none or it has no value. */
  Optional<Values> attribute(Node node, String name) {
    Attribute attribute = node.getAttributes().get(name);
    if (attribute == null || attribute.getBuffer() == null) {
      return Optional.empty();
    }
    return Optional.of(
        decode(
            attribute.getDataType(), attribute.getBuffer(), Math.toIntExact(attribute.getSize())));
  }

  Optional<String> text(Node node, String name) {
    return attribute(node, name)
        .filter(v -> v.type() == DType.STRING && v.size() == 1)
        .map(v -> v.texts()[0]);
  }

  /** The type of elements, if they are numbers or texts. */
  static Optional<DType> dtype(DataType type) {
    return Optional.ofNullable(
        switch (type) {
          case FixedPoint f -> integer(f);
          case FloatingPoint f ->
              switch (f.getSize()) {
                case 2 -> DType.FLOAT16;
                case 4 -> DType.FLOAT32;
                case 8 -> DType.FLOAT64;
                default -> null;
              };
          case EnumDataType e -> isBool(e) ? DType.BOOL : dtype(e.getBaseType()).orElse(null);
          case StringData s -> DType.STRING;
          case VariableLength v -> v.isVariableLengthString() ? DType.STRING : null;
          default -> null;
        });
  }

  private static @Nullable DType integer(FixedPoint f) {
    return switch (f.getSize()) {
      case 1 -> f.isSigned() ? DType.INT8 : DType.UINT8;
      case 2 -> f.isSigned() ? DType.INT16 : DType.UINT16;
      case 4 -> f.isSigned() ? DType.INT32 : DType.UINT32;
      case 8 -> f.isSigned() ? DType.INT64 : DType.UINT64;
      default -> null;
    };
  }

  private static boolean isBool(EnumDataType e) {
    return e.getBaseType().getSize() == 1
        && e.getEnumMapping().equals(Map.of(0, "FALSE", 1, "TRUE"));
  }

  /** The first {@code size} elements of a buffer. */
  Values decode(DataType type, ByteBuffer bytes, int size) {
    DType dtype =
        dtype(type).orElseThrow(() -> new HdfException("elements of an unsupported type"));
    DataType stored = type instanceof EnumDataType e ? e.getBaseType() : type;
    return switch (stored) {
      case StringData s -> Values.of(fixedTexts(s, bytes, size));
      case VariableLength v -> Values.of(heapTexts(bytes, size));
      default -> {
        ByteOrder order =
            stored instanceof OrderedDataType o ? o.getByteOrder() : ByteOrder.LITTLE_ENDIAN;
        yield Values.ofBytes(dtype, bytes.duplicate().order(order), size);
      }
    };
  }

  /** An array type's base and lengths, or the type itself and none. */
  static DataType base(DataType type) {
    return type instanceof ArrayDataType a ? a.getBaseType() : type;
  }

  private static String[] fixedTexts(StringData type, ByteBuffer bytes, int size) {
    String[] out = new String[size];
    byte[] cell = new byte[type.getSize()];
    ByteBuffer b = bytes.duplicate();
    byte padding = (byte) (type.getPaddingType() == StringData.PaddingType.SPACE_PADDED ? ' ' : 0);
    boolean terminated = type.getPaddingType() == StringData.PaddingType.NULL_TERMINATED;
    for (int i = 0; i < size; i++) {
      b.get(cell);
      int end = cell.length;
      while (end > 0 && cell[end - 1] == padding) {
        end--;
      }
      for (int p = 0; terminated && p < end; p++) {
        end = cell[p] == 0 ? p : end;
      }
      out[i] = new String(cell, 0, end, StandardCharsets.UTF_8);
    }
    return out;
  }

  private String[] heapTexts(ByteBuffer bytes, int size) {
    ByteBuffer b = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = hdf.getHdfBackingStorage().getSizeOfOffsets() == 8;
    String[] out = new String[size];
    for (int i = 0; i < size; i++) {
      int length = b.getInt();
      long address = wide ? b.getLong() : Integer.toUnsignedLong(b.getInt());
      int index = b.getInt();
      if (index == 0 || length == 0) {
        out[i] = "";
        continue;
      }
      ByteBuffer text = heaps.at(address).getObjectData(index);
      byte[] content = new byte[Math.min(length, text.remaining())];
      text.get(content);
      int end = content.length;
      while (end > 0 && content[end - 1] == 0) {
        end--; // some writers count the terminator
      }
      out[i] = new String(content, 0, end, StandardCharsets.UTF_8);
    }
    return out;
  }
}
