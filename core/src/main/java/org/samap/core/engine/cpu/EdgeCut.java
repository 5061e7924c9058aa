package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.SoftThreshold;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;

/**
 * Cuts a row of the mutual graph: rescales it by the correlation of the projected cells (SPEC 5.6),
 * then keeps the K best edges (SPEC 5.7).
 *
 * <p>Let r be the correlation of the projections of cells i and j, raised to at least 0.001, and F
 * = tanhScale(r / row maximum; 10, 0.7). Then D' = sqrt(F D), scaled so that the row's maximum does
 * not change.
 */
final class EdgeCut implements MutualGraph.Cut {
  private final SpeciesAxis cells;
  private final CellOrder order;
  private final EdgeRule rule;
  private final RowCorrelations correlations;
  private double[] heap = new double[64];

  /**
   * @param standardized the standardised projected cells, shared by all threads
   */
  EdgeCut(
      SpeciesAxis cells,
      CellOrder order,
      RowCorrelations.Standardized standardized,
      EdgeRule rule) {
    this.cells = cells;
    this.order = order;
    this.rule = rule;
    this.correlations = new RowCorrelations(standardized);
  }

  /** Makes a cut for each thread of a run. */
  static Supplier<EdgeCut> of(
      SpeciesAxis cells,
      CellOrder order,
      List<CellMatrix> projected,
      EdgeRule rule,
      Workers workers) {
    RowCorrelations.Standardized standardized =
        new RowCorrelations.Standardized(cells, order, projected, workers);
    return () -> new EdgeCut(cells, order, standardized, rule);
  }

  @Override
  public void cut(List<MutualGraph.Rows> blocks, MutualGraph.Sink left) {
    if (rule.rescale()) {
      correlations.compute(blocks);
    }
    for (int b = 0; b < blocks.size(); b++) {
      MutualGraph.Rows rows = blocks.get(b);
      for (int row = 0; row < rows.count(); row++) {
        if (rule.rescale()) {
          rescale(rows.values(row), correlations.row(b, row), rows.size(row));
        }
        keepBest(rows.places(row), rows.values(row), rows.size(row), left);
        left.endRow();
      }
    }
  }

  private static void rescale(double[] d, float[] r, int n) {
    double largest = 0;
    double maxBefore = 0;
    for (int e = 0; e < n; e++) {
      largest = Math.max(largest, Math.max(0.001, r[e]));
      maxBefore = Math.max(maxBefore, d[e]);
    }
    double maxAfter = 0;
    for (int e = 0; e < n; e++) {
      double f = SoftThreshold.tanhScale(Math.max(0.001, r[e]) / largest, 10, 0.7);
      d[e] = Math.sqrt(f * d[e]);
      maxAfter = Math.max(maxAfter, d[e]);
    }
    for (int e = 0; e < n; e++) {
      d[e] *= maxBefore / maxAfter;
    }
  }

  /**
   * Keeps the K largest edges to each other species, or of the whole row; ties go to the lower
   * cell.
   */
  private void keepBest(int[] places, double[] values, int size, MutualGraph.Sink left) {
    for (int from = 0; from < size; ) {
      int to = size;
      if (rule.towardsEach()) {
        int end = cells.end(cells.speciesOf(places[from]));
        to = Arrays.binarySearch(places, from, size, end);
        to = to < 0 ? -to - 1 : to;
      }
      keepBest(places, values, from, to, left);
      from = to;
    }
  }

  private void keepBest(int[] places, double[] values, int from, int to, MutualGraph.Sink left) {
    int k = rule.k();
    double cut = to - from <= k ? Double.NEGATIVE_INFINITY : kthLargest(values, from, to, k);
    int above = 0;
    int equal = 0;
    for (int e = from; e < to; e++) {
      if (values[e] > cut) {
        left.add(places[e], values[e]);
        above++;
      } else if (values[e] == cut) {
        equal++;
      }
    }
    if (above == Math.min(k, to - from)) {
      return;
    }
    int[] ties = new int[equal];
    int n = 0;
    for (int e = from; e < to; e++) {
      if (values[e] == cut) {
        ties[n++] = order.cellAt()[places[e]];
      }
    }
    Arrays.sort(ties);
    for (int t = 0; t < k - above; t++) {
      left.add(order.placeOf()[ties[t]], cut);
    }
  }

  /** Uses a heap of the k largest values so far, the smallest of them on top. */
  private double kthLargest(double[] values, int from, int to, int k) {
    if (heap.length < k) {
      heap = new double[k];
    }
    System.arraycopy(values, from, heap, 0, k);
    Arrays.sort(heap, 0, k); // a sorted array is a heap
    for (int e = from + k; e < to; e++) {
      if (values[e] > heap[0]) {
        sinkFromTop(values[e], k);
      }
    }
    return heap[0];
  }

  private void sinkFromTop(double value, int k) {
    int at = 0;
    for (int child = 1; child < k; child = 2 * at + 1) {
      if (child + 1 < k && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }
}
