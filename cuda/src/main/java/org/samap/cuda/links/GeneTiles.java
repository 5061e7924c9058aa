package org.samap.cuda.links;

import java.util.Arrays;
import org.samap.core.matrix.SpeciesAxis;

/**
 * Linked genes cut into tiles of one species that fit in shared memory as float32.
 *
 * @param table of each tile the species, the first gene and the gene after the last
 * @param widest the most genes of a tile
 */
record GeneTiles(int[] table, int widest) {
  /** So that two blocks share a multiprocessor of a data centre's card, and one fits on any. */
  private static final int MOST_BYTES = 88 << 10;

  /**
   * @param sharedBytes the most shared memory of a block
   */
  static GeneTiles of(SpeciesAxis genes, int sharedBytes) {
    // The kernel has some shared memory beside the tile.
    int most = (Math.min(MOST_BYTES, sharedBytes) - 2048) / Float.BYTES;
    int[] table = new int[0];
    int widest = 0;
    for (int s = 0; s < genes.species(); s++) {
      int tiles = Math.ceilDiv(genes.size(s), most);
      for (int t = 0; t < tiles; t++) {
        int from = genes.start(s) + (int) ((long) genes.size(s) * t / tiles);
        int to = genes.start(s) + (int) ((long) genes.size(s) * (t + 1) / tiles);
        table = Arrays.copyOf(table, table.length + 3);
        table[table.length - 3] = s;
        table[table.length - 2] = from;
        table[table.length - 1] = to;
        widest = Math.max(widest, to - from);
      }
    }
    return new GeneTiles(table, widest);
  }

  int count() {
    return table.length / 3;
  }

  /** The dynamic shared memory of a block. */
  int bytes() {
    return widest * Float.BYTES;
  }
}
