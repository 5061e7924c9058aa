package org.samap.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Bytes that the page finds by name, compressed by gzip.
 *
 * @param compressed the same for the same bytes
 */
record PageBlock(String name, byte[] compressed) {

  static PageBlock of(String name, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new Best(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PageBlock(name, out.toByteArray());
  }

  static PageBlock of(String name, JsonText json) {
    return of(name, json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The characters that the block takes in the page. */
  long size() {
    return 4L * Math.ceilDiv(compressed.length, 3);
  }

  /** Compresses as well as it can. */
  private static final class Best extends GZIPOutputStream {
    Best(ByteArrayOutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
