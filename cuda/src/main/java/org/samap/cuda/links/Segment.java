package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.matrix.SpeciesAxis;

/**
 * Places [from, to) of cells of one species. Segments are joined on the host in their order, so the
 * result is the same however many devices share them.
 */
record Segment(int species, int from, int to) {
  /** A whole number of chunks, see {@code links.cu}. Their sums are some MB, so not too few. */
  private static final int CELLS = 1 << 14;

  static List<Segment> of(SpeciesAxis cells) {
    List<Segment> segments = new ArrayList<>();
    for (int s = 0; s < cells.species(); s++) {
      for (int p = cells.start(s); p < cells.end(s); p += CELLS) {
        segments.add(new Segment(s, p, Math.min(cells.end(s), p + CELLS)));
      }
    }
    return segments;
  }

  int cells() {
    return to - from;
  }
}
