package org.samap.core.anndata.zarr;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.hdf5.reader.Decompression;

/** What the bytes of a chunk are packed with: compression, or a checksum. */
enum Packing {
  GZIP,
  ZLIB,
  ZSTD,
  BLOSC,
  LZ4,
  CRC32C;

  /**
   * Finds a method by its name in the metadata.
   *
   * @throws Fault if it is not supported
   */
  static Packing of(String name) {
    return switch (name) {
      case "gzip", "numcodecs.gzip" -> GZIP;
      case "zlib", "numcodecs.zlib" -> ZLIB;
      case "zstd", "numcodecs.zstd" -> ZSTD;
      case "blosc", "numcodecs.blosc" -> BLOSC;
      case "lz4", "numcodecs.lz4" -> LZ4;
      case "crc32c" -> CRC32C;
      default -> throw notSupported(name);
    };
  }

  static Fault notSupported(String codec) {
    return Fault.unsupported(
        "its chunks are packed with %s, which is not supported; write it again in Python: anndata"
                .formatted(codec)
            + ".read_zarr(path).write_h5ad(other)");
  }

  /**
   * Unpacks a chunk.
   *
   * @param most the bytes that it may hold
   * @throws Fault if it is damaged or holds more
   */
  byte[] unpack(byte[] packed, int most) {
    try {
      return switch (this) {
        case GZIP -> read(new GZIPInputStream(new ByteArrayInputStream(packed)), most);
        case ZLIB -> read(new InflaterInputStream(new ByteArrayInputStream(packed)), most);
        case ZSTD -> read(new ZstdInputStream(new ByteArrayInputStream(packed)), most);
        case BLOSC -> Decompression.blosc(packed, most);
        case LZ4 -> lz4(packed, most);
        case CRC32C -> checked(packed);
      };
    } catch (EOFException e) {
      throw broken("it ends too early");
    } catch (IOException | DataFormatException e) {
      String message = e.getMessage();
      throw broken(message == null ? "it is broken" : message);
    }
  }

  private Fault broken(String reason) {
    return Fault.damaged(
        "a chunk packed with %s: %s"
            .formatted(toString().toLowerCase(java.util.Locale.ROOT), reason));
  }

  private static byte[] read(InputStream stream, int most) throws IOException, DataFormatException {
    try (stream) {
      byte[] out = stream.readNBytes(most);
      if (stream.read() >= 0) {
        throw new DataFormatException("it holds more than its " + most + " bytes");
      }
      return out;
    }
  }

  /** As numcodecs packs: the number of bytes, then one block. */
  private static byte[] lz4(byte[] packed, int most) throws DataFormatException {
    if (packed.length < Integer.BYTES) {
      throw new DataFormatException("it ends too early");
    }
    int length = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > most) {
      throw new DataFormatException("it holds more than its " + most + " bytes");
    }
    return Decompression.lz4(Arrays.copyOfRange(packed, Integer.BYTES, packed.length), length);
  }

  private static byte[] checked(byte[] packed) throws DataFormatException {
    int size = packed.length - Integer.BYTES;
    if (size < 0) {
      throw new DataFormatException("it ends too early");
    }
    CRC32C sum = new CRC32C();
    sum.update(packed, 0, size);
    if (ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getInt(size)
        != (int) sum.getValue()) {
      throw new DataFormatException("the checksum is wrong");
    }
    return Arrays.copyOf(packed, size);
  }
}
