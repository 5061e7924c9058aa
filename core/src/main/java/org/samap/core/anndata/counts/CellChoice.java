package org.samap.core.anndata.counts;

import java.util.Optional;
import java.util.stream.IntStream;
import org.samap.core.run.Progress;

/**
 * Which cells of a matrix are kept.
 *
 * @param filter what a cell must have
 * @param draw which of these cells are drawn; all if none is given
 */
public record CellChoice(CellFilter filter, Optional<CellDraw> draw) {

  /**
   * The cells that are kept, rising.
   *
   * @param good whether each cell has enough
   */
  int[] of(boolean[] good) {
    return draw.map(drawn -> drawn.draw(cell -> good[cell]))
        .orElseGet(() -> IntStream.range(0, good.length).filter(cell -> good[cell]).toArray());
  }

  /**
   * Tells how many cells are drawn, if not all are.
   *
   * @param kept their number
   * @param good the number of those that have enough
   */
  void tell(String origin, int kept, int good, Progress progress) {
    if (kept < good) {
      draw.ifPresent(drawn -> progress.info("%s: %s".formatted(origin, drawn.text(kept, good))));
    }
  }
}
