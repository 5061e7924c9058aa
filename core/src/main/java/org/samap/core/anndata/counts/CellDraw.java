package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.samap.core.run.RandomStream;

/**
 * Draws at most some cells of each label. Every cell draws a number that depends only on the seed
 * and its place; the cells with the smallest numbers are taken. So a cell that is drawn from many
 * is also drawn from some of these.
 *
 * @param most the most cells of a label
 * @param labels the label of every cell
 * @param seed chooses the cells
 * @param first the place of the first cell, among those of several files
 */
public record CellDraw(int most, List<String> labels, long seed, int first) {

  public CellDraw {
    labels = List.copyOf(labels);
  }

  /** A draw from the cells of one file. */
  public CellDraw(int most, List<String> labels, long seed) {
    this(most, labels, seed, 0);
  }

  /** The draw from the cells [from, to) alone. */
  CellDraw part(int from, int to) {
    return new CellDraw(most, labels.subList(from, to), seed, first + from);
  }

  /**
   * The drawn cells, rising.
   *
   * @param from which cells can be drawn
   */
  int[] draw(IntPredicate from) {
    Map<String, PriorityQueue<Ticket>> drawn = new LinkedHashMap<>();
    for (int cell = 0; cell < labels.size(); cell++) {
      if (from.test(cell)) {
        PriorityQueue<Ticket> ofLabel =
            drawn.computeIfAbsent(labels.get(cell), _ -> new PriorityQueue<>());
        ofLabel.add(new Ticket(RandomStream.of(seed, "subsample", first + cell).nextLong(), cell));
        if (ofLabel.size() > most) {
          ofLabel.remove();
        }
      }
    }
    List<Ticket> all = new ArrayList<>();
    drawn.values().forEach(all::addAll);
    return all.stream().mapToInt(Ticket::cell).sorted().toArray();
  }

  /** The number of cells that are drawn if all have counts. */
  public int size() {
    return draw(_ -> true).length;
  }

  /** Tells how many were drawn. */
  String text(int drawn, int from) {
    String each =
        labels.stream().distinct().count() > 1 ? ", at most %,d of each label".formatted(most) : "";
    return "%,d of %,d cells are drawn%s".formatted(drawn, from, each);
  }

  /** A number and the cell that drew it; the largest number comes first. */
  private record Ticket(long number, int cell) implements Comparable<Ticket> {
    @Override
    public int compareTo(Ticket other) {
      int byNumber = Long.compare(other.number, number);
      return byNumber != 0 ? byNumber : Integer.compare(other.cell, cell);
    }
  }
}
