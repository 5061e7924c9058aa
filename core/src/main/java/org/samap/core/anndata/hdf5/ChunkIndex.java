package org.samap.core.anndata.hdf5;

import java.io.IOException;
import java.util.Arrays;

/**
 * Says where the chunks of a data set lie: a version 1 B-tree of the library's default width.
 * Chunks follow one another along the first axis. Memory: 12 bytes a chunk.
 */
final class ChunkIndex {
  /** Children of a full node: twice the K that readers assume if the file does not say. */
  private static final int WIDTH = 64;

  private long[] addresses = new long[16];
  private int[] sizes = new int[16];
  private int count;

  int count() {
    return count;
  }

  void add(long address, int size) {
    if (count == sizes.length) {
      addresses = Arrays.copyOf(addresses, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    addresses[count] = address;
    sizes[count++] = size;
  }

  /** Writes the tree, level by level from the leaves; returns the address of its root. */
  long write(Hdf5Writer file, int rank, long chunkRows) throws IOException {
    long[] children = Arrays.copyOf(addresses, count);
    int level = 0;
    long span = 1; // number of chunks under a child
    while (true) {
      int nodes = Math.ceilDiv(children.length, WIDTH);
      long[] nodeAddresses = new long[nodes];
      for (int n = 0; n < nodes; n++) {
        nodeAddresses[n] = file.allocate(nodeSize(rank));
      }
      for (int n = 0; n < nodes; n++) {
        Bytes node = new Bytes().ascii("TREE").u8(1).u8(level);
        int from = n * WIDTH;
        int to = Math.min(children.length, from + WIDTH);
        node.u16(to - from);
        node.u64(n > 0 ? nodeAddresses[n - 1] : Bytes.UNDEFINED);
        node.u64(n + 1 < nodes ? nodeAddresses[n + 1] : Bytes.UNDEFINED);
        for (int c = from; c < to; c++) {
          key(node, c * span, rank, chunkRows);
          node.u64(children[c]);
        }
        key(node, Math.min(count, to * span), rank, chunkRows);
        node.zeros(nodeSize(rank) - node.size());
        file.write(nodeAddresses[n], node.buffer());
      }
      if (nodes == 1) {
        return nodeAddresses[0];
      }
      children = nodeAddresses;
      span *= WIDTH;
      level++;
    }
  }

  private void key(Bytes node, long chunk, int rank, long chunkRows) {
    node.u32(chunk < count ? sizes[(int) chunk] : 0).u32(0).u64(chunk * chunkRows);
    node.zeros(8 * rank); // the other axes, and the bytes of an element, begin at 0
  }

  private static int nodeSize(int rank) {
    int key = 8 + 8 * (rank + 1);
    return 24 + WIDTH * 8 + (WIDTH + 1) * key;
  }
}
