package org.samap.core.fuzz;

import java.util.Arrays;
import java.util.List;
import org.samap.core.run.RandomStream;

/** Ways to damage bytes of any meaning. */
enum BytesDamage {
  BIT {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] out = in.clone();
      out[place(in, random)] ^= (byte) (1 << random.nextInt(8));
      return out;
    }
  },
  BYTE {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] out = in.clone();
      int at = place(in, random);
      out[at] =
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> (byte) 0xFF;
            case 2 -> (byte) (in[at] + 1);
            case 3 -> (byte) (in[at] - 1);
            default -> (byte) random.nextInt();
          };
      return out;
    }
  },
  /** A whole number of 2, 4 or 8 bytes that is 0, negative, huge, or off by one. */
  NUMBER {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] out = in.clone();
      int width = 2 << random.nextInt(3);
      int at = place(in, random);
      long value = EXTREMES[random.nextInt(EXTREMES.length)];
      for (int i = 0; i < width && at + i < out.length; i++) {
        out[at + i] = (byte) (value >> (8 * i));
      }
      return out;
    }
  },
  CUT {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      return Arrays.copyOf(in, random.nextInt(in.length));
    }
  },
  INSERTED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] more = new byte[1 + random.nextInt(16)];
      random.nextBytes(more);
      int at = random.nextInt(in.length + 1);
      return joined(in, 0, at, more, in, at, in.length);
    }
  },
  DELETED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      int from = random.nextInt(in.length);
      int to = from + length(in, from, random);
      return joined(in, 0, from, new byte[0], in, to, in.length);
    }
  },
  REPEATED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      int from = random.nextInt(in.length);
      int to = from + length(in, from, random);
      return joined(in, 0, to, new byte[0], in, from, in.length);
    }
  },
  /** A block that lies over another one. */
  COPIED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] out = in.clone();
      int from = random.nextInt(in.length);
      int to = random.nextInt(in.length);
      System.arraycopy(in, from, out, to, Math.min(length(in, from, random), in.length - to));
      return out;
    }
  },
  SWAPPED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      int half = in.length / 2;
      if (half == 0) {
        return in;
      }
      byte[] out = in.clone();
      int a = random.nextInt(half);
      int size = length(Arrays.copyOf(in, half), a, random);
      int b = half + random.nextInt(in.length - half);
      size = Math.min(size, in.length - b);
      System.arraycopy(in, a, out, b, size);
      System.arraycopy(in, b, out, a, size);
      return out;
    }
  },
  ZEROED {
    @Override
    byte[] to(byte[] in, RandomStream random) {
      byte[] out = in.clone();
      int from = random.nextInt(in.length);
      Arrays.fill(out, from, from + length(in, from, random), (byte) 0);
      return out;
    }
  };

  private static final List<BytesDamage> IN_PLACE = List.of(BIT, BYTE, NUMBER);

  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    16,
    255,
    256,
    1 << 16,
    1 << 20,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFEL,
    1L << 32,
    1L << 40,
    1L << 61,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** Damages bytes, of which there is at least one. */
  abstract byte[] to(byte[] in, RandomStream random);

  static byte[] any(byte[] in, RandomStream random) {
    // Damage that moves nothing is the most telling one.
    return random.nextInt(3) > 0
        ? inPlace(in, random)
        : values()[random.nextInt(values().length)].to(in, random);
  }

  /** Changes a bit, a byte or a number. */
  static byte[] inPlace(byte[] in, RandomStream random) {
    return IN_PLACE.get(random.nextInt(IN_PLACE.size())).to(in, random);
  }

  /** A place; rather one that is not 0, where files of much padding have their content. */
  private static int place(byte[] in, RandomStream random) {
    int at = random.nextInt(in.length);
    for (int i = 0; i < 8 && in[at] == 0; i++) {
      at = random.nextInt(in.length);
    }
    return at;
  }

  private static int length(byte[] in, int from, RandomStream random) {
    return 1 + random.nextInt(Math.min(in.length - from, 1 << random.nextInt(10)));
  }

  private static byte[] joined(
      byte[] head, int from, int to, byte[] middle, byte[] tail, int tailFrom, int tailTo) {
    byte[] out = new byte[to - from + middle.length + tailTo - tailFrom];
    System.arraycopy(head, from, out, 0, to - from);
    System.arraycopy(middle, 0, out, to - from, middle.length);
    System.arraycopy(tail, tailFrom, out, to - from + middle.length, tailTo - tailFrom);
    return out;
  }
}
