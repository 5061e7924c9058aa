package org.samap.core.peaks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.InputException;

/** Groups of cells, which have more counts than single cells. */
public final class CellGroups {
  /** A group with fewer cells has hardly more counts than one cell. */
  private static final int FEW = 5;

  /** The cells of each group, rising; the groups in the order in which they appear. */
  private final List<int[]> cells;

  private CellGroups(List<int[]> cells) {
    this.cells = cells;
  }

  /**
   * Groups by the labels of a column.
   *
   * @param labels of each cell
   * @throws InputException if most labels are of few cells, as names and measurements of cells are
   */
  public static CellGroups of(String column, List<String> labels) {
    Map<String, IntStream.Builder> byLabel = new LinkedHashMap<>();
    for (int cell = 0; cell < labels.size(); cell++) {
      byLabel.computeIfAbsent(labels.get(cell), _ -> IntStream.builder()).add(cell);
    }
    List<int[]> cells = byLabel.values().stream().map(group -> group.build().toArray()).toList();
    long small = cells.stream().filter(group -> group.length < FEW).count();
    if (2 * small > cells.size()) {
      throw InputException.about(
          "groups",
          "groups is the column '%s', which has %d different values for %d cells, such as '%s'; give clusters or cell types"
              .formatted(column, cells.size(), labels.size(), labels.getFirst()));
    }
    return new CellGroups(cells);
  }

  /**
   * The sums of the counts of the cells of each group: groups x features. O(counts log features)
   * time. Memory of the result, in the store, and of one block of it.
   */
  public Expression sums(Expression counts, ExpressionStore store) {
    long most = Math.min(counts.entries(), (long) cells.size() * counts.genes());
    ExpressionStore.Builder blocks = store.builder(cells.size(), counts.genes(), most);
    RowCursor cursor = counts.cursor();
    double[] sum = new double[counts.genes()];
    int[] touched = new int[counts.genes()];
    for (int first = 0; first < cells.size(); first += Expression.BLOCK_CELLS) {
      int size = Math.min(Expression.BLOCK_CELLS, cells.size() - first);
      RowBlock.Builder block = RowBlock.builder(first, size);
      for (int[] group : cells.subList(first, first + size)) {
        int found = add(group, cursor, sum, touched);
        Arrays.sort(touched, 0, found);
        for (int t = 0; t < found; t++) {
          block.add(touched[t], (float) sum[touched[t]]);
          sum[touched[t]] = 0;
        }
        block.endRow();
      }
      blocks.put(block.build());
    }
    return blocks.build();
  }

  /** Adds the counts of cells; returns how many features they have, which it notes. */
  private static int add(int[] group, RowCursor cursor, double[] sum, int[] touched) {
    int found = 0;
    for (int cell : group) {
      cursor.read(cell);
      for (int c = cursor.from(); c < cursor.to(); c++) {
        int feature = cursor.genes()[c];
        if (cursor.values()[c] > 0) {
          if (sum[feature] == 0) {
            touched[found++] = feature;
          }
          sum[feature] += cursor.values()[c];
        }
      }
    }
    return found;
  }
}
