package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The graph of cells that see each other across species (SPEC 5.5). With Q the nearest neighbours
 * in other species and M the neighbourhoods inside species, C = Q M^T: how much of a cell's
 * neighbours lies in the neighbourhood of another cell; entries below 0.1 count as 0. D_ij =
 * sqrt(C_ij C_ji).
 *
 * <p>The factor C_ji of all j comes from the neighbourhood of i alone: it is the sum of the columns
 * of Q of the members of M_i. So rows are made in blocks of one species: first C_ji for the rows i
 * of the block, kept where it counts; then the neighbourhoods of all cells j of other species are
 * collected once for the block, giving C_ij. No neighbourhood is stored; a block is small enough
 * that its candidates stay within a bound, and a single block holds everything up to some ten
 * thousand cells.
 *
 * <p>Time O(cells x budget x K) for each block of rows, memory O(block rows x candidates).
 */
final class MutualGraph {
  /** Entries of C below this are noise. */
  private static final double LEAST = 0.1;

  /** Bound of the candidates of a block, if an eighth of all cells are candidates of a row. */
  private static final long BLOCK_CANDIDATES = 1L << 24;

  /** Cells per task. */
  private static final int TASK = 64;

  private final SpeciesAxis cells;
  private final SparseMatrix q;
  private final SparseMatrix qColumns;
  private final List<Neighborhoods> neighborhoods;
  private final double least;
  private final Workers workers;

  /**
   * @param q cells x cells, no entry inside a species
   * @param neighborhoods those of each species
   * @param keepAll keep entries of C below 0.1 (when a species uses whole clusters)
   */
  MutualGraph(
      SpeciesAxis cells,
      SparseMatrix q,
      List<Neighborhoods> neighborhoods,
      boolean keepAll,
      Workers workers) {
    this.cells = cells;
    this.q = q;
    this.qColumns = q.transpose();
    this.neighborhoods = neighborhoods;
    this.least = keepAll ? Double.MIN_VALUE : LEAST;
    this.workers = workers;
  }

  /** What becomes of each row of D: its final entries, columns rising. */
  @FunctionalInterface
  interface RowCut {
    Row cut(int row, Row mutual);
  }

  /** Some entries of a row: columns, rising, and their values. */
  record Row(int[] columns, double[] values) {
    int size() {
      return columns.length;
    }
  }

  /** Makes D row by row; each row is cut at once and only what is left is kept. */
  SparseMatrix rows(RowCut cut) {
    return rows((int) Math.max(TASK, BLOCK_CANDIDATES / Math.max(1, cells.total() / 8)), cut);
  }

  /** The same with a given number of rows in a block; the result does not depend on it. */
  SparseMatrix rows(int blockRows, RowCut cut) {
    SparseMatrix.Builder out = SparseMatrix.builder(cells.total(), cells.total());
    for (int s = 0; s < cells.species(); s++) {
      for (int from = cells.start(s); from < cells.end(s); from += blockRows) {
        block(s, from, Math.min(cells.end(s), from + blockRows), cut, out);
      }
    }
    return out.build();
  }

  private void block(int s, int from, int to, RowCut cut, SparseMatrix.Builder out) {
    Row[] seenBy = new Row[to - from];
    workers.forRanges(to - from, TASK, (a, b) -> whoSeesNeighborhoods(s, from, a, b, seenBy));

    SparseMatrix blockColumns = columnsOf(from, to);
    List<int[]> others = new ArrayList<>(); // species, first cell in it, end
    for (int t = 0; t < cells.species(); t++) {
      for (int c = 0; t != s && c < cells.size(t); c += TASK) {
        others.add(new int[] {t, c, Math.min(cells.size(t), c + TASK)});
      }
    }
    Mutual[] found = new Mutual[others.size()];
    workers.forEach(
        found.length,
        i -> {
          int[] o = others.get(i);
          found[i] = mutual(o[0], o[1], o[2], blockColumns, seenBy);
        });

    Row[] rows = assemble(to - from, found);
    Row[] kept = new Row[rows.length];
    workers.forRanges(
        rows.length,
        TASK,
        (a, b) -> {
          for (int r = a; r < b; r++) {
            kept[r] = cut.cut(from + r, rows[r]);
          }
        });
    for (Row row : kept) {
      for (int e = 0; e < row.size(); e++) {
        out.add(row.columns[e], (float) row.values[e]);
      }
      out.endRow();
    }
  }

  /** C_ji for rows i = from + [a, b) and all j, where it counts. */
  private void whoSeesNeighborhoods(int s, int from, int a, int b, Row[] seenBy) {
    Neighborhoods.Collector collector = neighborhoods.get(s).collector();
    Accumulator sum = new Accumulator(cells.total());
    for (int r = a; r < b; r++) {
      int size = collector.collect(from + r - cells.start(s));
      int[] members = collector.members();
      for (int m = 0; m < size; m++) {
        sum.addRow(qColumns, cells.start(s) + members[m]);
      }
      seenBy[r] = sum.drain(least);
    }
  }

  /** The columns of Q of a block of rows: (all cells) x (rows of the block). */
  private SparseMatrix columnsOf(int from, int to) {
    int[] all = new int[cells.total()];
    Arrays.setAll(all, i -> i);
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    return q.select(rows, all).transpose();
  }

  /** Entries of D for the rows of the block and some cells of another species, by column. */
  private record Mutual(int firstColumn, int[] counts, int[] rows, double[] values) {}

  private Mutual mutual(int t, int fromCell, int toCell, SparseMatrix blockColumns, Row[] seenBy) {
    Neighborhoods.Collector collector = neighborhoods.get(t).collector();
    Accumulator sum = new Accumulator(blockColumns.columns());
    int[] counts = new int[toCell - fromCell];
    int[] rows = new int[64];
    double[] values = new double[64];
    int size = 0;
    for (int c = fromCell; c < toCell; c++) {
      int j = cells.start(t) + c;
      int members = collector.collect(c);
      for (int m = 0; m < members; m++) {
        sum.addRow(blockColumns, cells.start(t) + collector.members()[m]);
      }
      Row sees = sum.drain(least);
      for (int e = 0; e < sees.size(); e++) {
        int i = sees.columns[e];
        int p = Arrays.binarySearch(seenBy[i].columns, j);
        if (p >= 0) {
          if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
          }
          rows[size] = i;
          values[size++] = Math.sqrt(sees.values[e] * seenBy[i].values[p]);
          counts[c - fromCell]++;
        }
      }
    }
    return new Mutual(cells.start(t) + fromCell, counts, rows, values);
  }

  private static Row[] assemble(int rowCount, Mutual[] found) {
    int[] lengths = new int[rowCount];
    for (Mutual m : found) {
      int size = Arrays.stream(m.counts).sum();
      for (int e = 0; e < size; e++) {
        lengths[m.rows[e]]++;
      }
    }
    Row[] rows = new Row[rowCount];
    for (int r = 0; r < rowCount; r++) {
      rows[r] = new Row(new int[lengths[r]], new double[lengths[r]]);
    }
    int[] filled = new int[rowCount];
    for (Mutual m : found) {
      int e = 0;
      for (int c = 0; c < m.counts.length; c++) {
        for (int n = 0; n < m.counts[c]; n++, e++) {
          int r = m.rows[e];
          rows[r].columns[filled[r]] = m.firstColumn + c;
          rows[r].values[filled[r]++] = m.values[e];
        }
      }
    }
    return rows;
  }

  /** A sparse sum over a known number of columns. */
  private static final class Accumulator {
    private final double[] sums;
    private final boolean[] seen;
    private final int[] touched;
    private int count;

    Accumulator(int columns) {
      sums = new double[columns];
      seen = new boolean[columns];
      touched = new int[columns];
    }

    void addRow(SparseMatrix m, int row) {
      for (int p = m.offset(row); p < m.offset(row + 1); p++) {
        int c = m.index(p);
        if (!seen[c]) {
          seen[c] = true;
          touched[count++] = c;
        }
        sums[c] += m.value(p);
      }
    }

    /** The sums of at least {@code least}, columns rising; begins anew. */
    Row drain(double least) {
      int n = 0;
      for (int t = 0; t < count; t++) {
        if (sums[touched[t]] >= least) {
          touched[n++] = touched[t];
        } else {
          sums[touched[t]] = 0;
          seen[touched[t]] = false;
        }
      }
      count = 0;
      int[] columns = Arrays.copyOf(touched, n);
      Arrays.sort(columns);
      double[] values = new double[n];
      for (int e = 0; e < n; e++) {
        values[e] = sums[columns[e]];
        sums[columns[e]] = 0;
        seen[columns[e]] = false;
      }
      return new Row(columns, values);
    }
  }
}
