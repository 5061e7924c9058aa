package org.samap.core.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes numbers in a binary file. */
public final class Patch {
  private Patch() {}

  /** Replaces a number of eight bytes wherever it is, and writes the checksums of HDF5 anew. */
  public static Path replace(Path file, long number, long by) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Checksums sums = Checksums.in(bytes);
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Long.BYTES <= bytes.length; at++) {
      if (numbers.getLong(at) == number) {
        numbers.putLong(at, by);
      }
    }
    sums.renew(bytes);
    return Files.write(file, bytes);
  }
}
