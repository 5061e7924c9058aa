package org.samap.core.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.samap.core.anndata.hdf5.reader.Lookup3;
import org.samap.core.run.RandomStream;

/**
 * The checksums in a valid file, so that damage can be hidden from the readers that verify them.
 * They are found by trying: four bytes that are the checksum of bytes before them are one.
 */
final class Checksums {
  /** The longest range that is tried; longer ones keep their checksums. */
  private static final int LONGEST = 2048;

  /** The signatures of HDF5 structures that end in a checksum. */
  private static final List<String> SIGNATURES =
      List.of(
          "\u0089HDF",
          "OHDR",
          "OCHK",
          "BTHD",
          "BTLF",
          "BTIN",
          "FRHP",
          "FHDB",
          "FHIB",
          "FADB",
          "FAHD",
          "EAHD",
          "EAIB",
          "EASB",
          "EADB",
          "SMTB");

  private enum Algorithm {
    LOOKUP3,
    CRC32C
  }

  private record Range(int from, int to, Algorithm algorithm) {
    int sum(byte[] bytes) {
      byte[] content = Arrays.copyOfRange(bytes, from, to);
      if (algorithm == Algorithm.LOOKUP3) {
        return Lookup3.hash(content);
      }
      CRC32C sum = new CRC32C();
      sum.update(content);
      return (int) sum.getValue();
    }
  }

  private final int length;
  private final List<Range> ranges;

  private Checksums(int length, List<Range> ranges) {
    this.length = length;
    this.ranges = ranges;
  }

  static Checksums in(byte[] valid) {
    List<Range> ranges = new ArrayList<>();
    if (isHdf5(valid)) {
      for (int from = 0; from + 8 < valid.length; from++) {
        if (isSigned(valid, from)) {
          addHashed(valid, from, ranges);
        }
      }
    } else if (valid.length <= LONGEST) {
      addCyclic(valid, ranges);
    }
    return new Checksums(valid.length, ranges);
  }

  boolean areThere() {
    return !ranges.isEmpty();
  }

  /** Damages bytes within the range of a checksum, where the structures are. */
  byte[] damaged(byte[] valid, RandomStream random) {
    Range range = ranges.get(random.nextInt(ranges.size()));
    byte[] part = Arrays.copyOfRange(valid, range.from, range.to);
    byte[] out = valid.clone();
    System.arraycopy(BytesDamage.inPlace(part, random), 0, out, range.from, part.length);
    return out;
  }

  /** Writes the checksums anew, unless their places have moved. */
  void renew(byte[] bytes) {
    if (bytes.length == length) {
      for (Range range : ranges) {
        little(bytes).putInt(range.to, range.sum(bytes));
      }
    }
  }

  private static boolean isHdf5(byte[] bytes) {
    return bytes.length > 8 && little(bytes).getInt(0) == 0x46444889;
  }

  private static boolean isSigned(byte[] bytes, int from) {
    return SIGNATURES.stream()
        .anyMatch(
            s -> {
              boolean same = true;
              for (int i = 0; i < s.length(); i++) {
                same &= bytes[from + i] == (byte) s.charAt(i);
              }
              return same;
            });
  }

  private static void addHashed(byte[] bytes, int from, List<Range> ranges) {
    for (int to = from + 8; to + 4 <= Math.min(bytes.length, from + LONGEST); to++) {
      Range range = new Range(from, to, Algorithm.LOOKUP3);
      if (little(bytes).getInt(to) == range.sum(bytes)) {
        ranges.add(range);
        return;
      }
    }
  }

  /** Chunks and shard indexes of Zarr, which have no signature. */
  private static void addCyclic(byte[] bytes, List<Range> ranges) {
    CRC32C sum = new CRC32C();
    for (int from = 0; from < bytes.length; from++) {
      sum.reset();
      for (int to = from + 1; to + 4 <= bytes.length; to++) {
        sum.update(bytes[to - 1]);
        if (little(bytes).getInt(to) == (int) sum.getValue()) {
          ranges.add(new Range(from, to, Algorithm.CRC32C));
        }
      }
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
