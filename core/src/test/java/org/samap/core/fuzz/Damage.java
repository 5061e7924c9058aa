package org.samap.core.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.samap.core.run.RandomStream;

/**
 * Damages the content of a file as its kind allows: text by lines and fields, or by bytes; gzip
 * within, so that what is read is damaged, or without; behind checksums, or against them.
 */
final class Damage {
  private static final int MOST_AT_ONCE = 4;

  private Damage() {}

  static byte[] of(byte[] valid, Checksums sums, RandomStream random) {
    if (isGzip(valid) && random.nextBoolean()) {
      byte[] plain = damaged(unpacked(valid), random);
      int cut = random.nextInt(3) == 0 ? random.nextInt(plain.length + 1) : plain.length;
      return packed(plain, cut);
    }
    byte[] damaged =
        sums.areThere() && random.nextBoolean()
            ? sums.damaged(valid, random)
            : damaged(valid, random);
    if (random.nextInt(4) > 0) {
      sums.renew(damaged);
    }
    return damaged;
  }

  private static byte[] damaged(byte[] valid, RandomStream random) {
    boolean text = isText(valid) && random.nextInt(4) > 0;
    byte[] damaged = valid.clone();
    int times = 1 + random.nextInt(1 + random.nextInt(MOST_AT_ONCE));
    for (int i = 0; i < times && damaged.length > 0; i++) {
      damaged = text ? TextDamage.any(damaged, random) : BytesDamage.any(damaged, random);
    }
    return damaged;
  }

  private static boolean isText(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .chars()
          .noneMatch(c -> c == 0);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  private static byte[] unpacked(byte[] gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] plain) {
    return packed(plain, plain.length);
  }

  /** Packs bytes as one member, or as two. */
  private static byte[] packed(byte[] plain, int cut) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pack(plain, 0, cut, out);
    if (cut < plain.length) {
      pack(plain, cut, plain.length, out);
    }
    return out.toByteArray();
  }

  private static void pack(byte[] plain, int from, int to, ByteArrayOutputStream out) {
    try (OutputStream packer = new GZIPOutputStream(out)) {
      packer.write(plain, from, to - from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
