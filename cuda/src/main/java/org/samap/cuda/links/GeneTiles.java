package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.matrix.SpeciesAxis;

/** Linked genes cut into tiles of one species that fit in shared memory as float32. */
record GeneTiles(List<Tile> tiles) {
  /** So that two blocks share a multiprocessor of a data centre's card, and one fits on any. */
  private static final int MOST_BYTES = 88 << 10;

  /** The genes [from, to) of a species. */
  record Tile(int species, int from, int to) {}

  /**
   * @param sharedBytes the most shared memory of a block
   */
  static GeneTiles of(SpeciesAxis genes, int sharedBytes) {
    // The kernel has some shared memory beside the tile.
    int most = (Math.min(MOST_BYTES, sharedBytes) - 2048) / Float.BYTES;
    List<Tile> tiles = new ArrayList<>();
    for (int s = 0; s < genes.species(); s++) {
      int count = Math.ceilDiv(genes.size(s), most);
      for (int t = 0; t < count; t++) {
        int from = genes.start(s) + (int) ((long) genes.size(s) * t / count);
        int to = genes.start(s) + (int) ((long) genes.size(s) * (t + 1) / count);
        tiles.add(new Tile(s, from, to));
      }
    }
    return new GeneTiles(tiles);
  }

  int count() {
    return tiles.size();
  }

  /** The tiles as the kernel reads them: species, first gene, gene after the last. */
  int[] table() {
    return tiles.stream().flatMapToInt(t -> IntStream.of(t.species, t.from, t.to)).toArray();
  }

  /** The dynamic shared memory of a block: the widest tile. */
  int bytes() {
    return Float.BYTES * tiles.stream().mapToInt(t -> t.to - t.from).max().orElse(0);
  }
}
