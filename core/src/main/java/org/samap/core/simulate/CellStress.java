package org.samap.core.simulate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.InputException;

/** What a {@link Stress} does to the cells of a species. */
final class CellStress {
  private CellStress() {}

  static LabelledCells thinned(LabelledCells cells, double share, long seed) {
    HeapExpression.Builder rows = HeapExpression.builder(cells.genes().size());
    RowCursor row = cells.counts().cursor();
    for (int c = 0; c < cells.cells().size(); c++) {
      Draws draws = Draws.of(seed, "fewer counts of " + cells.species(), c);
      row.read(c);
      for (int p = row.from(); p < row.to(); p++) {
        float count = row.values()[p];
        if (count != Math.rint(count) || count > Integer.MAX_VALUE) {
          throw new InputException(
              "%s: the count of %s in the cell %s is %s; only whole counts can be drawn from"
                  .formatted(
                      cells.species(),
                      cells.genes().get(row.genes()[p]),
                      cells.cells().get(c),
                      count));
        }
        int kept = draws.binomial((int) count, share);
        if (kept > 0) {
          rows.add(row.genes()[p], kept);
        }
      }
      rows.endCell();
    }
    return cells.withCounts(rows.build());
  }

  static LabelledCells drawn(LabelledCells cells, int count, long seed) {
    int[] all = IntStream.range(0, cells.cells().size()).toArray();
    return cells.select(some(all, count, cells.species(), seed));
  }

  static LabelledCells unbalanced(LabelledCells cells, Set<String> types, double share, long seed) {
    requireTypes(cells, types);
    List<String> labels = cells.labels();
    int[] in = cells.where(c -> types.contains(labels.get(c)));
    int[] out = cells.where(c -> !types.contains(labels.get(c)));
    double scale = Math.min(in.length / share, out.length / (1 - share));
    int[] kept =
        IntStream.concat(
                Arrays.stream(some(in, (int) Math.rint(scale * share), cells.species(), seed)),
                Arrays.stream(
                    some(out, (int) Math.rint(scale * (1 - share)), cells.species(), seed)))
            .sorted()
            .toArray();
    return cells.select(kept);
  }

  static LabelledCells without(LabelledCells cells, Set<String> types) {
    requireTypes(cells, types);
    return cells.select(cells.where(c -> !types.contains(cells.labels().get(c))));
  }

  /** Some items, drawn at random, in the order that they have. */
  private static int[] some(int[] items, int count, String species, long seed) {
    int[] shuffled = items.clone();
    Draws.of(seed, "fewer cells of " + species, items.length).shuffle(shuffled);
    int[] kept = Arrays.copyOf(shuffled, Math.min(count, items.length));
    Arrays.sort(kept);
    return kept;
  }

  private static void requireTypes(LabelledCells cells, Set<String> types) {
    Set<String> known = new HashSet<>(cells.labels());
    for (String type : types.stream().sorted().toList()) {
      if (!known.contains(type)) {
        throw new InputException(
            "%s has no cells of the type '%s'; choose from %s"
                .formatted(
                    cells.species(), type, String.join(", ", known.stream().sorted().toList())));
      }
    }
  }
}
