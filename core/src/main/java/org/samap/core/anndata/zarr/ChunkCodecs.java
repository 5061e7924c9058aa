package org.samap.core.anndata.zarr;

import java.util.List;
import org.samap.core.anndata.Store.Fault;
import org.samap.core.anndata.Values;

/**
 * How chunks are encoded: their axes are put into other orders, their elements become bytes, and
 * these are packed.
 *
 * @param orders of the axes, one after the other
 * @param elements how elements become bytes
 * @param packings of the bytes, one after the other
 */
record ChunkCodecs(List<AxisOrder> orders, Serializer elements, List<Packing> packings) {
  /** More bytes than any codec makes of so few. */
  private static final long MOST_OF_NOTHING = 1L << 26;

  private static final long MOST_OF_A_BYTE = 40_000;

  /** Texts of one chunk. */
  private static final int MOST_TEXT = 1 << 30;

  /** How the elements of a chunk become bytes. */
  sealed interface Serializer permits Plain, Shards {}

  /** One after the other. */
  record Plain(ElementType type) implements Serializer {}

  /** Whether chunks in the chunk can be read one by one. */
  private boolean isOpenShard() {
    return elements instanceof Shards && orders.isEmpty() && packings.isEmpty();
  }

  /** The lengths of the chunks that are read at once. */
  int[] readAtOnce(int[] shape) {
    return elements instanceof Shards s && isOpenShard() ? s.inner().readAtOnce(s.chunk()) : shape;
  }

  /** Reads what a box shares with a chunk. */
  void read(Blob chunk, long[] start, int[] shape, ValueBox box, Values fill) {
    if (elements instanceof Shards s && isOpenShard()) {
      s.read(chunk, start, shape, box, fill);
    } else {
      box.copyFrom(decode(chunk, shape, fill), start, shape);
    }
  }

  private Values decode(Blob chunk, int[] shape, Values fill) {
    int[][] shapes = new int[orders.size() + 1][];
    shapes[0] = shape;
    for (int i = 0; i < orders.size(); i++) {
      shapes[i + 1] = orders.get(i).stored(shapes[i]);
    }
    Values values = elements(chunk, shapes[orders.size()], fill);
    for (int i = orders.size() - 1; i >= 0; i--) {
      values = orders.get(i).undone(values, shapes[i]);
    }
    return values;
  }

  private Values elements(Blob chunk, int[] shape, Values fill) {
    int count = ValueBox.product(shape);
    return switch (elements) {
      case Plain p -> {
        long size = (long) count * p.type().width();
        byte[] bytes = unpacked(chunk, p.type().width() == 0 ? MOST_TEXT : size);
        if (p.type().width() > 0 && bytes.length != size) {
          throw Fault.damaged("a chunk holds %d of its %d bytes".formatted(bytes.length, size));
        }
        yield p.type().decode(bytes, count);
      }
      case Shards s -> {
        ValueBox all = new ValueBox(new long[shape.length], shape, fill);
        Blob bytes = new Blob.InMemory(unpacked(chunk, MOST_TEXT));
        s.read(bytes, new long[shape.length], shape, all, fill);
        yield all.values();
      }
    };
  }

  private byte[] unpacked(Blob chunk, long size) {
    if (chunk.size() > 2 * size + MOST_OF_NOTHING) {
      throw Fault.damaged(
          "a chunk of %d bytes takes %d in the store".formatted(size, chunk.size()));
    }
    byte[] bytes = chunk.all();
    // Between two codecs there may be a few bytes more: checksums, headers.
    long most = packings.size() > 1 ? size + size / 8 + 1024 : size;
    for (Packing packing : packings.reversed()) {
      long possible = MOST_OF_NOTHING + MOST_OF_A_BYTE * bytes.length;
      bytes =
          packing.unpack(bytes, (int) Math.min(Math.min(most, possible), Integer.MAX_VALUE - 8));
    }
    return bytes;
  }
}
