package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.engine.Agreement;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;

/**
 * Chatterjee's rank coefficient of the smoothed expression of two linked genes (Chatterjee 2021,
 * doi:10.1080/01621459.2020.1758115). With the cells ordered by x, the gene of the earlier species,
 * r_i = #{y_j &lt;= y_i} and l_i = #{y_j &gt;= y_i},
 *
 * <p>xi = 1 - n sum |r_(i+1) - r_i| / (2 sum l_i (n - l_i)), or 0 if that is undefined.
 *
 * <p>Smoothed values are first rounded to 9 decimals. Inside a species all edges of a row weigh the
 * same, so many values are equal in exact arithmetic and only rounding noise would order them.
 * Equal x keep the order of the cells.
 *
 * <p>Ranks need whole columns, so genes are processed in tiles, and each column is smoothed from
 * the transposed expression. Time O(edges x cells log cells). Memory O(expression) for the
 * transposed expression and O(tile x cells) per thread.
 */
final class XiAgreement {
  /** The number of genes of the earlier species in a tile. */
  private static final int TILE = 16;

  private final SpeciesAxis cells;
  private final SpeciesAxis genes;
  private final GeneEdges edges;
  private final Workers workers;

  /** The expression of each species: linked genes (as rows) x cells. */
  private final SparseMatrix[] byGene;

  XiAgreement(List<GeneView> views, SpeciesAxis cells, GeneEdges edges, Workers workers) {
    this.cells = cells;
    this.genes = edges.genes();
    this.edges = edges;
    this.workers = workers;
    this.byGene = new SparseMatrix[views.size()];
    for (int s = 0; s < byGene.length; s++) {
      byGene[s] = byGene(s, views.get(s));
    }
  }

  private SparseMatrix byGene(int s, GeneView view) {
    Expression x = view.expression();
    int[] index = view.numbers();
    int start = genes.start(s);
    SparseMatrix.Builder rows = SparseMatrix.builder(x.cells(), genes.size(s));
    RowCursor row = x.cursor();
    for (int cell = 0; cell < x.cells(); cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        if (index[row.genes()[p]] >= 0) {
          rows.add(index[row.genes()[p]] - start, row.values()[p]);
        }
      }
      rows.endRow();
    }
    return rows.build().transpose();
  }

  /** The coefficient of every edge. */
  double[] of(SparseMatrix stitched) {
    double[] xi = new double[edges.size()];
    for (GeneEdges.Pair pair : edges.pairs()) {
      SparseMatrix smoothA = smoothing(stitched, pair, pair.a());
      SparseMatrix smoothB = smoothing(stitched, pair, pair.b());
      int[] tiles = tiles(pair);
      workers.forEach(
          tiles.length - 1, t -> tile(pair, tiles[t], tiles[t + 1], smoothA, smoothB, xi));
    }
    return xi;
  }

  /** Cuts the edges of a pair where the first gene changes, every TILE genes. */
  private int[] tiles(GeneEdges.Pair pair) {
    int[] starts = new int[pair.to() - pair.from() + 1];
    int n = 0;
    int genes = 0;
    for (int e = pair.from(); e < pair.to(); e++) {
      if ((e == pair.from() || edges.first()[e] != edges.first()[e - 1]) && genes++ % TILE == 0) {
        starts[n++] = e;
      }
    }
    starts[n++] = pair.to();
    return Arrays.copyOf(starts, n);
  }

  /**
   * E_s transposed for the cells of a pair: one row per cell of s, and the cells of a and then of b
   * as columns. Each column is divided by its sum.
   */
  private SparseMatrix smoothing(SparseMatrix stitched, GeneEdges.Pair pair, int s) {
    int[] from = new int[cells.size(s)];
    Arrays.setAll(from, i -> cells.start(s) + i);
    int sizeA = cells.size(pair.a());
    int[] over = new int[sizeA + cells.size(pair.b())];
    Arrays.setAll(
        over, i -> i < sizeA ? cells.start(pair.a()) + i : cells.start(pair.b()) + i - sizeA);
    SparseMatrix rows = stitched.select(over, from);
    float[] values = rows.values().clone();
    for (int r = 0; r < rows.rows(); r++) {
      double sum = rows.rowSum(r);
      for (int p = rows.offset(r); sum >= 0.001 && p < rows.offset(r + 1); p++) {
        values[p] = (float) (values[p] / sum);
      }
    }
    return rows.withValues(values).transpose();
  }

  private void tile(
      GeneEdges.Pair pair,
      int from,
      int to,
      SparseMatrix smoothA,
      SparseMatrix smoothB,
      double[] xi) {
    Map<Integer, Ranks> ranks = new HashMap<>();
    int[] order = new int[0];
    for (int e = from; e < to; e++) {
      int g = edges.first()[e];
      if (e == from || g != edges.first()[e - 1]) {
        order = order(smooth(pair.a(), g, smoothA));
      }
      Ranks y =
          ranks.computeIfAbsent(edges.second()[e], h -> Ranks.of(smooth(pair.b(), h, smoothB)));
      xi[e] = coefficient(order, y);
    }
  }

  /** y_g over the cells of the pair, rounded to 9 decimals. */
  private double[] smooth(int s, int gene, SparseMatrix smoothing) {
    double[] y = new double[smoothing.columns()];
    SparseMatrix x = byGene[s];
    int g = gene - genes.start(s);
    for (int p = x.offset(g); p < x.offset(g + 1); p++) {
      int cell = x.index(p);
      for (int q = smoothing.offset(cell); q < smoothing.offset(cell + 1); q++) {
        y[smoothing.index(q)] += (double) x.value(p) * smoothing.value(q);
      }
    }
    for (int c = 0; c < y.length; c++) {
      y[c] = Math.rint(y[c] * 1e9) / 1e9 + 0.0; // of two zeros none is less
    }
    return y;
  }

  /** Cells by ascending x; equal ones keep their order. */
  private static int[] order(double[] x) {
    Integer[] order = new Integer[x.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(x[a], x[b])); // stable
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private static double coefficient(int[] order, Ranks y) {
    double jumps = 0;
    for (int i = 1; i < order.length; i++) {
      jumps += Math.abs(y.notAbove[order[i]] - y.notAbove[order[i - 1]]);
    }
    return Agreement.xi(order.length, jumps, y.spread);
  }

  /**
   * For each value, how many values are not above it; and sum l (n - l), with l the number of
   * values not below.
   */
  private record Ranks(int[] notAbove, double spread) {
    static Ranks of(double[] y) {
      double[] sorted = y.clone();
      Arrays.sort(sorted);
      int n = y.length;
      int[] firstEqual = new int[n];
      int[] afterEqual = new int[n];
      for (int i = 0; i < n; i++) {
        firstEqual[i] = i > 0 && sorted[i] == sorted[i - 1] ? firstEqual[i - 1] : i;
      }
      for (int i = n - 1; i >= 0; i--) {
        afterEqual[i] = i < n - 1 && sorted[i] == sorted[i + 1] ? afterEqual[i + 1] : i + 1;
      }
      int[] notAbove = new int[n];
      double spread = 0;
      for (int i = 0; i < n; i++) {
        int place = Arrays.binarySearch(sorted, y[i]);
        notAbove[i] = afterEqual[place];
        double notBelow = n - firstEqual[place];
        spread += notBelow * (n - notBelow);
      }
      return new Ranks(notAbove, spread);
    }
  }
}
