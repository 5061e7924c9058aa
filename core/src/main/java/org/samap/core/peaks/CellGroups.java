package org.samap.core.peaks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;

/** Adds up the counts of groups of cells, which have more counts than single cells. */
public final class CellGroups {
  private CellGroups() {}

  /**
   * Groups x features, the groups in the order in which they appear. O(counts + groups x features)
   * time and memory.
   *
   * @param groups of each cell
   */
  public static Expression sums(Expression counts, List<String> groups) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    RowCursor cells = counts.cursor();
    for (int cell = 0; cell < counts.cells(); cell++) {
      double[] sum = sums.computeIfAbsent(groups.get(cell), _ -> new double[counts.genes()]);
      cells.read(cell);
      for (int c = cells.from(); c < cells.to(); c++) {
        sum[cells.genes()[c]] += cells.values()[c];
      }
    }
    RowBlock[] blocks = new RowBlock[Math.ceilDiv(sums.size(), Expression.BLOCK_CELLS)];
    List<double[]> rows = List.copyOf(sums.values());
    for (int b = 0; b < blocks.length; b++) {
      int first = b * Expression.BLOCK_CELLS;
      int size = Math.min(Expression.BLOCK_CELLS, rows.size() - first);
      RowBlock.Builder block = RowBlock.builder(first, size);
      for (int r = 0; r < size; r++) {
        for (int f = 0; f < counts.genes(); f++) {
          block.add(f, (float) rows.get(first + r)[f]);
        }
        block.endRow();
      }
      blocks[b] = block.build();
    }
    return HeapExpression.of(rows.size(), counts.genes(), blocks);
  }
}
