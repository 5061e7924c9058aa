package org.samap.core.anndata.hdf5.reader;

import static org.samap.core.anndata.hdf5.reader.FileBytes.signed;
import static org.samap.core.anndata.hdf5.reader.FileBytes.skip;
import static org.samap.core.anndata.hdf5.reader.FileBytes.u16;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The heaps that hold texts of any length. Keeps the heaps that were read last, since neighbouring
 * texts share them. Safe for many threads.
 */
final class GlobalHeaps {
  private static final int KEPT = 32;

  /** A heap with the places of its objects, by their numbers. */
  private record Heap(ByteBuffer bytes, int[] starts, int[] lengths) {}

  private final FileBytes file;
  private final Map<Long, Heap> heaps =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Heap> eldest) {
          return size() > KEPT;
        }
      };

  GlobalHeaps(FileBytes file) {
    this.file = file;
  }

  /** Up to {@code most} bytes of an object. */
  byte[] object(long address, int index, int most) {
    Heap heap = heap(address);
    if (index < 0 || index >= heap.starts.length || heap.starts[index] < 0) {
      throw Hdf5Exception.damaged(
          "there is no text %d in the heap at %d".formatted(index, address));
    }
    byte[] content = new byte[Math.min(most, heap.lengths[index])];
    heap.bytes.get(heap.starts[index], content);
    return content;
  }

  private synchronized Heap heap(long address) {
    Heap heap = heaps.get(address);
    if (heap == null) {
      heap = read(address);
      heaps.put(address, heap);
    }
    return heap;
  }

  private Heap read(long address) {
    int head = padded(8 + file.lengthSize());
    ByteBuffer b = signed(file.at(address, head), "GCOL");
    skip(b, 4);
    ByteBuffer all = file.at(address, file.length(b));
    int object = padded(8 + file.lengthSize());
    int[] starts = new int[64];
    int[] lengths = new int[64];
    Arrays.fill(starts, -1);
    all.position(Math.min(head, all.limit()));
    while (all.remaining() >= object) {
      int index = u16(all);
      skip(all, 6);
      long length = file.length(all);
      skip(all, object - 8 - file.lengthSize());
      if (index == 0) {
        break; // the rest is free
      }
      if (length < 0 || length > all.remaining()) {
        throw Hdf5Exception.damaged("a text goes beyond the heap at %d".formatted(address));
      }
      if (index >= starts.length) {
        int old = starts.length;
        starts = Arrays.copyOf(starts, Math.max(2 * old, index + 1));
        Arrays.fill(starts, old, starts.length, -1);
        lengths = Arrays.copyOf(lengths, starts.length);
      }
      starts[index] = all.position();
      lengths[index] = (int) length;
      all.position((int) Math.min(all.limit(), all.position() + (length + 7) / 8 * 8));
    }
    return new Heap(all, starts, lengths);
  }

  /** Rounds a number of bytes up to a multiple of eight. */
  private static int padded(int bytes) {
    return (bytes + 7) / 8 * 8;
  }
}
