package org.samap.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a gzip file of one member or several. Where a member should begin but other bytes follow,
 * Java's own reader sees the end of the file. This one reports damage, unless the bytes are a
 * padding of zeros.
 */
final class GzipMembers extends GZIPInputStream {
  private static final int TRAILER = 8;
  private static final int BUFFER = 1 << 16;

  GzipMembers(InputStream in) throws IOException {
    super(in, BUFFER);
  }

  @Override
  public int read(byte[] to, int from, int count) throws IOException {
    int read = super.read(to, from, count);
    if (read < 0) {
      requireEnd();
    }
    return read;
  }

  private void requireEnd() throws IOException {
    for (int i = Math.max(0, len - inf.getRemaining() + TRAILER); i < len; i++) {
      requireZero(buf[i]);
    }
    for (int b = in.read(); b >= 0; b = in.read()) {
      requireZero(b);
    }
  }

  private static void requireZero(int b) throws ZipException {
    if (b != 0) {
      throw new ZipException("unexpected bytes after the end");
    }
  }
}
