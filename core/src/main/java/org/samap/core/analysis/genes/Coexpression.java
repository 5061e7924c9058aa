package org.samap.core.analysis.genes;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Workers;

/**
 * Which genes of one species are switched on in the same cells. A gene's profile is its expression
 * in up to {@value #PROFILE_CELLS} cells spread evenly over the data. Single cells are too sparse
 * to correlate, so each value is averaged over the cell and its neighbours, weighted by the graph,
 * with the cell itself weighted as its strongest edge. A gene is joined to the k genes whose
 * profiles correlate best with its own (Pearson's r), with weight r^{@value #POWER} if r is above
 * 0. Edges count in both directions.
 *
 * <p>The power is the soft threshold of Zhang and Horvath 2005, doi:10.2202/1544-6115.1128:
 * averaging over neighbours correlates any two genes a little, and with plain r these many weak
 * edges would join all genes of a species instead of the genes of a program.
 */
final class Coexpression {
  /** Enough that a type with 1 % of the cells is seen ten times. */
  private static final int PROFILE_CELLS = 1000;

  private static final int POWER = 6;

  private static final int CELLS_PER_TASK = 16;

  private Coexpression() {}

  /**
   * Time: the search of k neighbours among the genes in {@value #PROFILE_CELLS} columns. Memory: 12
   * bytes x genes to join x profile cells.
   *
   * @param graph cells x cells of the species, weights at least 0
   * @param x cells x genes
   * @param genes the genes to join, ascending
   * @param k at least 1
   * @return genes to join x genes to join, symmetric, weights above 0 and up to 1, no diagonal
   */
  static SparseMatrix graph(
      SparseMatrix graph, Expression x, int[] genes, int k, long seed, Workers workers) {
    int n = genes.length;
    if (n < 2 || x.cells() < 2) {
      return SparseMatrix.empty(n, n);
    }
    FloatMatrix profiles = profiles(graph, x, genes, workers);
    int[] varying = IntStream.range(0, n).filter(g -> varies(profiles, g)).toArray();
    if (varying.length < 2) {
      return SparseMatrix.empty(n, n);
    }
    CellMatrix searched = CellMatrix.of(rows(profiles, varying));
    int neighbors = Math.min(varying.length, k + 1); // every gene finds itself first
    Neighbors found =
        new NeighborSearch(SearchMethod.AUTO, Metric.CORRELATION, seed)
            .search(searched, searched, neighbors, workers);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    int row = 0;
    for (int g = 0; g < n; g++) {
      if (row < varying.length && varying[row] == g) {
        for (int i = 1; i < neighbors; i++) {
          float r = 1 - found.distance(row, i);
          if (r > 0) {
            b.add(varying[found.index(row, i)], (float) StrictMath.pow(Math.min(1, r), POWER));
          }
        }
        row++;
      }
      b.endRow();
    }
    return symmetric(b.build());
  }

  /**
   * Whether a gene varies over the sample. A constant gene correlates with none, and a search would
   * compare it with all genes, as all are equally far.
   */
  private static boolean varies(FloatMatrix profiles, int gene) {
    float first = profiles.get(gene, 0);
    return IntStream.range(1, profiles.columns()).anyMatch(c -> profiles.get(gene, c) != first);
  }

  private static FloatMatrix rows(FloatMatrix m, int[] rows) {
    if (rows.length == m.rows()) {
      return m;
    }
    FloatMatrix out = FloatMatrix.zeros(rows.length, m.columns());
    for (int r = 0; r < rows.length; r++) {
      System.arraycopy(m.values(), m.offset(rows[r]), out.values(), out.offset(r), m.columns());
    }
    return out;
  }

  /** The profiles: genes x cells of the sample. */
  private static FloatMatrix profiles(
      SparseMatrix graph, Expression x, int[] genes, Workers workers) {
    int count = Math.min(PROFILE_CELLS, x.cells());
    int[] place = new int[x.genes()];
    Arrays.fill(place, -1);
    IntStream.range(0, genes.length).forEach(i -> place[genes[i]] = i);
    FloatMatrix profiles = FloatMatrix.zeros(genes.length, count);
    workers.forRanges(
        count,
        CELLS_PER_TASK,
        (from, to) -> {
          RowCursor row = x.cursor();
          double[] sums = new double[genes.length];
          for (int i = from; i < to; i++) {
            int cell = (int) ((long) i * x.cells() / count);
            smooth(graph, row, cell, place, sums);
            for (int g = 0; g < sums.length; g++) {
              profiles.set(g, i, (float) sums[g]);
            }
            Arrays.fill(sums, 0);
          }
        });
    return profiles;
  }

  private static void smooth(
      SparseMatrix graph, RowCursor row, int cell, int[] place, double[] sums) {
    double strongest = graph.rowMax(cell);
    double own = strongest > 0 ? strongest : 1;
    double total = own + graph.rowSum(cell) - graph.get(cell, cell);
    add(row, cell, own / total, place, sums);
    for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
      if (graph.index(p) != cell) {
        add(row, graph.index(p), graph.value(p) / total, place, sums);
      }
    }
  }

  private static void add(RowCursor row, int cell, double share, int[] place, double[] sums) {
    row.read(cell);
    for (int p = row.from(); p < row.to(); p++) {
      int gene = place[row.genes()[p]];
      if (gene >= 0) {
        sums[gene] += share * row.values()[p];
      }
    }
  }

  /** The larger weight of the two directions. */
  private static SparseMatrix symmetric(SparseMatrix m) {
    SparseMatrix t = m.transpose();
    SparseMatrix.Builder b = SparseMatrix.builder(m.rows(), m.rows());
    for (int r = 0; r < m.rows(); r++) {
      for (int p = m.offset(r); p < m.offset(r + 1); p++) {
        b.add(m.index(p), Math.max(m.value(p), t.get(r, m.index(p))));
      }
      for (int p = t.offset(r); p < t.offset(r + 1); p++) {
        if (m.get(r, t.index(p)) == 0) {
          b.add(t.index(p), t.value(p));
        }
      }
      b.endRow();
    }
    return b.build();
  }
}
