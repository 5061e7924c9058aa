package org.samap.core.engine.cpu;

import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.SpeciesCells;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;

/**
 * The cells of all species, renumbered so that similar cells stand close together. Species keep
 * their order. Inside a species cells are sorted by cluster, and inside a cluster by a
 * breadth-first walk from its first cell. A neighbourhood is then a few dense runs of places, and
 * cells at adjacent places share much of their neighbourhoods.
 *
 * <p>Built in O(edges).
 *
 * @param cellAt the cell at each place
 * @param placeOf the place of each cell
 */
public record CellOrder(int[] cellAt, int[] placeOf) {

  static CellOrder of(SpeciesAxis cells, List<SpeciesCells> species, Workers workers) {
    int[] cellAt = new int[cells.total()];
    for (int s = 0; s < cells.species(); s++) {
      int[] order =
          walkedByCluster(species.get(s).connectivities(), species.get(s).clusters(), workers);
      for (int p = 0; p < order.length; p++) {
        cellAt[cells.start(s) + p] = cells.start(s) + order[p];
      }
    }
    return ofCells(cellAt);
  }

  /** The order that leaves every cell in its place. */
  static CellOrder identity(int cells) {
    int[] same = new int[cells];
    Arrays.setAll(same, i -> i);
    return new CellOrder(same, same);
  }

  private static CellOrder ofCells(int[] cellAt) {
    int[] placeOf = new int[cellAt.length];
    for (int p = 0; p < cellAt.length; p++) {
      placeOf[cellAt[p]] = p;
    }
    return new CellOrder(cellAt, placeOf);
  }

  /** Walks stay inside their cluster, so each cluster is a task. */
  static int[] walkedByCluster(SparseMatrix graph, int[] clusters, Workers workers) {
    int n = clusters.length;
    int[] starts = new int[Arrays.stream(clusters).max().orElse(-1) + 2];
    for (int c : clusters) {
      starts[c + 1]++;
    }
    for (int c = 1; c < starts.length; c++) {
      starts[c] += starts[c - 1];
    }
    int[] next = starts.clone();
    int[] members = new int[n]; // of each cluster, ascending
    for (int c = 0; c < n; c++) {
      members[next[clusters[c]]++] = c;
    }
    int[] order = new int[n];
    boolean[] met = new boolean[n];
    workers.forEach(
        starts.length - 1,
        c -> walk(graph, clusters, members, starts[c], starts[c + 1], met, order));
    return order;
  }

  /** Orders the members [from, to), which are one cluster. */
  private static void walk(
      SparseMatrix graph,
      int[] clusters,
      int[] members,
      int from,
      int to,
      boolean[] met,
      int[] order) {
    int end = from;
    int at = from;
    for (int m = from; m < to; m++) {
      int first = members[m];
      if (met[first]) {
        continue;
      }
      met[first] = true;
      order[end++] = first;
      for (; at < end; at++) {
        int cell = order[at];
        for (int p = graph.offset(cell); p < graph.offset(cell + 1); p++) {
          int near = graph.index(p);
          if (clusters[near] == clusters[first] && !met[near]) {
            met[near] = true;
            order[end++] = near;
          }
        }
      }
    }
  }

  /**
   * A square matrix over the cells from {@code first} on, with rows and columns moved to their
   * places.
   */
  SparseMatrix inPlaces(SparseMatrix m, int first, Workers workers) {
    int n = m.rows();
    int[] offsets = new int[n + 1];
    for (int r = 0; r < n; r++) {
      offsets[r + 1] = offsets[r] + m.rowLength(cellAt[first + r] - first);
    }
    int[] columns = new int[m.entries()];
    float[] values = new float[m.entries()];
    workers.forRanges(
        n,
        1024,
        (from, to) -> {
          for (int r = from; r < to; r++) {
            moveRow(m, first, r, offsets[r], columns, values);
          }
        });
    return SparseMatrix.of(n, m.columns(), offsets, columns, values);
  }

  private void moveRow(SparseMatrix m, int first, int row, int to, int[] columns, float[] values) {
    int from = m.offset(cellAt[first + row] - first);
    long[] moved = new long[m.rowLength(cellAt[first + row] - first)]; // column << 32 | position
    for (int e = 0; e < moved.length; e++) {
      moved[e] = (long) (placeOf[first + m.index(from + e)] - first) << 32 | e;
    }
    Arrays.sort(moved);
    for (int e = 0; e < moved.length; e++) {
      columns[to + e] = (int) (moved[e] >> 32);
      values[to + e] = m.value(from + (int) moved[e]);
    }
  }

  /** The values of the cells from {@code first} on, moved to their places. */
  int[] inPlaces(int[] values, int first) {
    int[] out = new int[values.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = values[cellAt[first + p] - first];
    }
    return out;
  }

  /** The order of a part of the cells, as if there were no others. */
  CellOrder part(int from, int to) {
    int[] part = new int[to - from];
    Arrays.setAll(part, p -> cellAt[from + p] - from);
    return ofCells(part);
  }
}
