package org.samap.core.anndata.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.samap.core.anndata.zarr.ZarrFile;
import org.samap.core.run.InputException;

/** Recognises a format by the first bytes of a file, or by the files in a folder. */
final class ContentSniffer {
  private static final byte[] HDF5 = HexFormat.of().parseHex("894844460d0a1a0a");
  private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
  private static final byte[] OLD_OFFICE = HexFormat.of().parseHex("d0cf11e0");
  private static final byte[] XZ = HexFormat.of().parseHex("fd377a585a00");
  private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");
  private static final byte[] UTF16_BIG = HexFormat.of().parseHex("feff");
  private static final byte[] UTF16_LITTLE = HexFormat.of().parseHex("fffe");
  private static final byte[] R_BINARY = HexFormat.of().parseHex("580a000000");

  /** Bytes at the beginning that are looked at. */
  private static final int START = 4096;

  private static final int TAR_MARK = 257;
  private static final int ZIP_ENTRIES = 20;

  private static final List<String> SOMA = List.of("__tiledb_group.tdb", "__group", "__schema");

  private ContentSniffer() {}

  /**
   * @throws InputException if there is no such file or folder, or it cannot be read
   */
  static Content of(Path path) {
    if (!Files.exists(path)) {
      throw new InputException(path + ": no such file; check the name");
    }
    try {
      return Files.isDirectory(path) ? ofFolder(path) : ofFile(path);
    } catch (IOException e) {
      throw InputException.unreadable(path, e);
    }
  }

  private static Content ofFolder(Path folder) throws IOException {
    if (ZarrFile.recognises(folder)) {
      return Content.ZARR;
    }
    if (holds(folder, SOMA)) {
      return Content.SOMA;
    }
    return MatrixParts.areIn(folder) ? Content.MATRIX_FOLDER : Content.EMPTY_FOLDER;
  }

  private static boolean holds(Path folder, List<String> names) {
    return names.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  private static Content ofFile(Path file) throws IOException {
    if (isHdf5(file)) {
      return Content.HDF5;
    }
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START);
    }
    if (!startsWith(start, GZIP)) {
      return startsWith(start, "PK") ? ofZip(file) : ofStart(start);
    }
    byte[] unpacked = unpacked(start);
    return startsWith(unpacked, HDF5) ? Content.PACKED_HDF5 : ofStart(unpacked);
  }

  /** The signature stands at 0, 512, 1024, 2048, ... */
  private static boolean isHdf5(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      for (long at = 0; at < channel.size(); at = at == 0 ? 512 : 2 * at) {
        ByteBuffer b = ByteBuffer.allocate(HDF5.length);
        channel.read(b, at);
        if (Arrays.equals(b.array(), HDF5)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What can be unpacked of the first bytes; whether the rest is whole shows when it is read. */
  private static byte[] unpacked(byte[] start) {
    byte[] bytes = new byte[START];
    int size = 0;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(start))) {
      for (int n = 0; n >= 0 && size < START; n = in.read(bytes, size, START - size)) {
        size += n;
      }
    } catch (IOException e) {
      // The first bytes end in the middle of a block.
    }
    return Arrays.copyOf(bytes, size);
  }

  private static Content ofStart(byte[] start) {
    if (start.length == 0) {
      return Content.EMPTY;
    }
    if (startsWith(start, "%%MatrixMarket")) {
      return Content.MATRIX_MARKET;
    }
    if (startsWith(start, R_BINARY) || startsWith(start, "RDX") || startsWith(start, "RDA")) {
      return Content.R;
    }
    if (startsWith(start, OLD_OFFICE)) {
      return Content.EXCEL;
    }
    if (startsWith(start, "BZh")) {
      return Content.BZIP2;
    }
    if (startsWith(start, XZ)) {
      return Content.XZ;
    }
    if (startsWith(start, ZSTD)) {
      return Content.ZSTD;
    }
    if (start.length > TAR_MARK
        && startsWith(Arrays.copyOfRange(start, TAR_MARK, start.length), "ustar")) {
      return Content.TAR;
    }
    if (!isText(start)) {
      return Content.UNKNOWN;
    }
    return startsWith(start, ">") ? Content.FASTA : Content.TEXT;
  }

  /** Text of two bytes a character is left to the reader of text, which says so. */
  private static boolean isText(byte[] start) {
    if (startsWith(start, UTF16_BIG) || startsWith(start, UTF16_LITTLE)) {
      return true;
    }
    for (byte b : start) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }

  private static Content ofZip(Path file) throws IOException {
    if (ZarrFile.recognises(file)) {
      return Content.ZARR;
    }
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (int n = 0; n < ZIP_ENTRIES; n++) {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
          break;
        }
        String name = entry.getName();
        if (name.equals("[Content_Types].xml") || name.startsWith("xl/")) {
          return Content.EXCEL;
        }
      }
    }
    return Content.ZIP;
  }

  private static boolean startsWith(byte[] start, String text) {
    return startsWith(start, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean startsWith(byte[] start, byte[] mark) {
    return start.length >= mark.length
        && Arrays.equals(start, 0, mark.length, mark, 0, mark.length);
  }
}
