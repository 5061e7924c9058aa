package org.samap.core.mapping;

import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;

/**
 * The cells of all species renumbered so that similar ones stand close together: species by species
 * as before, inside a species cluster by cluster, inside a cluster in the order in which a walk
 * over its neighbours, ring by ring from its first cell, meets them. A neighbourhood is then a few
 * dense runs of places, and cells with neighbouring places have much of it in common.
 *
 * <p>O(edges) to make.
 *
 * @param cellAt the cell at each place
 * @param placeOf the place of each cell
 */
record CellOrder(int[] cellAt, int[] placeOf) {

  static CellOrder of(SpeciesAxis cells, List<MappedSpecies> species) {
    int[] cellAt = new int[cells.total()];
    for (int s = 0; s < cells.species(); s++) {
      int[] order = walkedByCluster(species.get(s).connectivities(), species.get(s).clusters());
      for (int p = 0; p < order.length; p++) {
        cellAt[cells.start(s) + p] = cells.start(s) + order[p];
      }
    }
    return ofCells(cellAt);
  }

  /** Every cell in its place. */
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

  private static int[] walkedByCluster(SparseMatrix graph, int[] clusters) {
    int n = clusters.length;
    int[] next = new int[Arrays.stream(clusters).max().orElse(-1) + 2];
    for (int c : clusters) {
      next[c + 1]++;
    }
    for (int c = 1; c < next.length; c++) {
      next[c] += next[c - 1];
    }
    int[] order = new int[n];
    boolean[] met = new boolean[n];
    for (int first = 0; first < n; first++) {
      if (met[first]) {
        continue;
      }
      int cluster = clusters[first];
      int at = next[cluster];
      met[first] = true;
      order[next[cluster]++] = first;
      for (; at < next[cluster]; at++) {
        int from = order[at];
        for (int p = graph.offset(from); p < graph.offset(from + 1); p++) {
          int to = graph.index(p);
          if (!met[to] && clusters[to] == cluster) {
            met[to] = true;
            order[next[cluster]++] = to;
          }
        }
      }
    }
    return order;
  }

  /** A square matrix over some of the cells, from {@code first} on, with rows and columns moved. */
  SparseMatrix inPlaces(SparseMatrix m, int first) {
    SparseMatrix.Builder out = SparseMatrix.builder(m.rows(), m.columns());
    for (int place = first; place < first + m.rows(); place++) {
      int row = cellAt[place] - first;
      for (int p = m.offset(row); p < m.offset(row + 1); p++) {
        out.add(placeOf[first + m.index(p)] - first, m.value(p));
      }
      out.endRow();
    }
    return out.build();
  }

  /** The values of some of the cells, from {@code first} on, moved. */
  int[] inPlaces(int[] values, int first) {
    int[] out = new int[values.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = values[cellAt[first + p] - first];
    }
    return out;
  }

  /** The same, of a part of the cells as if there were no others. */
  CellOrder part(int from, int to) {
    int[] part = new int[to - from];
    Arrays.setAll(part, p -> cellAt[from + p] - from);
    return ofCells(part);
  }
}
