package org.samap.core.anndata;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** The codecs of bytes, as numcodecs and c-blosc describe them. */
enum ZarrPacking {
  NONE(""),
  GZIP("gzip"),
  ZLIB("zlib"),
  ZSTD("zstd"),
  LZ4("lz4"),
  BLOSC_COPY("blosc"),
  BLOSC_LZ4("blosc"),
  BLOSC_ZLIB("blosc"),
  BLOSC_ZSTD("blosc");

  private static final int HEADER = 16;
  private static final int NOT_SPLIT = 0x10;
  private static final int SHUFFLED = 0x01;
  private static final int COPIED = 0x02;

  private final String id;

  ZarrPacking(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** The name in version 3, of which some codecs are numcodecs' own. */
  String idOfVersion3() {
    return this == ZLIB || this == LZ4 ? "numcodecs." + id : id;
  }

  byte[] pack(byte[] bytes, int width) {
    return switch (this) {
      case NONE -> bytes;
      case GZIP, ZLIB -> deflated(bytes, this == GZIP);
      case ZSTD -> Zstd.compress(bytes);
      case LZ4 -> joined(little(bytes.length), lz4(bytes));
      case BLOSC_COPY -> blosc(bytes, bytes, COPIED, width, bytes.length);
      case BLOSC_LZ4 -> blosc(bytes, 1, lz4(shuffled(bytes, width)), width);
      case BLOSC_ZLIB -> blosc(bytes, 3, deflated(shuffled(bytes, width), false), width);
      case BLOSC_ZSTD -> blosc(bytes, 4, Zstd.compress(shuffled(bytes, width)), width);
    };
  }

  private static byte[] deflated(byte[] bytes, boolean gzip) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packer = gzip ? new GZIPOutputStream(out) : new DeflaterOutputStream(out)) {
      packer.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A block of literals. */
  private static byte[] lz4(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Math.min(bytes.length, 15) << 4);
    if (bytes.length >= 15) {
      int rest = bytes.length - 15;
      for (; rest >= 255; rest -= 255) {
        out.write(255);
      }
      out.write(rest);
    }
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static byte[] shuffled(byte[] bytes, int width) {
    byte[] out = bytes.clone();
    int elements = bytes.length / width;
    for (int e = 0; e < elements; e++) {
      for (int b = 0; b < width; b++) {
        out[b * elements + e] = bytes[e * width + b];
      }
    }
    return out;
  }

  /** One block: where it begins, its size, itself; as it is if it would be no smaller. */
  private static byte[] blosc(byte[] bytes, int codec, byte[] packed, int width) {
    if (bytes.length == 0) {
      return blosc(bytes, bytes, COPIED, width, 0);
    }
    byte[] block = packed.length < bytes.length ? packed : shuffled(bytes, width);
    byte[] content = joined(little(HEADER + Integer.BYTES), little(block.length), block);
    return blosc(bytes, content, codec << 5 | NOT_SPLIT | SHUFFLED, width, bytes.length);
  }

  private static byte[] blosc(byte[] bytes, byte[] content, int flags, int width, int blockSize) {
    return joined(
        new byte[] {2, 1, (byte) flags, (byte) width},
        little(bytes.length),
        little(blockSize),
        little(HEADER + content.length),
        content);
  }

  private static byte[] little(int value) {
    return new byte[] {
      (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
    };
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
