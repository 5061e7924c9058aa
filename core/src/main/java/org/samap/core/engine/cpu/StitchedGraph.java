package org.samap.core.engine.cpu;

import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.run.Workers;

/**
 * Joins the edges inside and between species into one graph. It first counts the edges of each cell
 * and then places them, so that all threads write into the same two arrays.
 *
 * @param cells the range of each species' cells
 * @param inside the connectivities of each species
 * @param across cells x cells, without edges inside a species
 * @param own the weight of each cell's edges inside its species; a cell whose weight is not above 0
 *     gets none
 */
record StitchedGraph(
    SpeciesAxis cells, List<SparseMatrix> inside, SparseMatrix across, float[] own) {
  private static final int CELLS_PER_TASK = 1024;

  SparseMatrix make(Workers workers) {
    int n = cells.total();
    int[] offsets = new int[n + 1];
    workers.forRanges(n, CELLS_PER_TASK, (from, to) -> count(from, to, offsets));
    for (int i = 0; i < n; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], offsets[i + 1]);
    }
    Edges edges = new Edges(new int[offsets[n]], new float[offsets[n]]);
    workers.forRanges(n, CELLS_PER_TASK, (from, to) -> place(from, to, offsets, edges));
    return SparseMatrix.of(n, n, offsets, edges.to, edges.weights);
  }

  private void count(int from, int to, int[] offsets) {
    for (int i = from; i < to; i++) {
      int s = cells.speciesOf(i);
      int c = i - cells.start(s);
      SparseMatrix near = inside.get(s);
      int kept = own[i] > 0 ? near.rowLength(c) : 0;
      kept -= kept > 0 && near.position(c, c) >= 0 ? 1 : 0;
      offsets[i + 1] = kept + nonZeros(i);
    }
  }

  private int nonZeros(int row) {
    int count = 0;
    for (int p = across.offset(row); p < across.offset(row + 1); p++) {
      count += across.value(p) != 0 ? 1 : 0;
    }
    return count;
  }

  private void place(int from, int to, int[] offsets, Edges edges) {
    for (int i = from; i < to; i++) {
      int start = cells.start(cells.speciesOf(i));
      int at = offsets[i];
      int p = across.offset(i);
      for (; p < across.offset(i + 1) && across.index(p) < start; p++) {
        at = edges.put(across.index(p), across.value(p), at);
      }
      at = placeInside(i, start, edges, at);
      for (; p < across.offset(i + 1); p++) {
        at = edges.put(across.index(p), across.value(p), at);
      }
    }
  }

  private int placeInside(int i, int start, Edges edges, int first) {
    SparseMatrix near = inside.get(cells.speciesOf(i));
    int c = i - start;
    int at = first;
    for (int q = near.offset(c); own[i] > 0 && q < near.offset(c + 1); q++) {
      at = near.index(q) == c ? at : edges.put(start + near.index(q), own[i], at);
    }
    return at;
  }

  /** The edges of all cells. */
  private record Edges(int[] to, float[] weights) {

    /** Writes an edge unless its weight is 0; returns where the next one goes. */
    int put(int cell, float weight, int at) {
      if (weight == 0) {
        return at;
      }
      to[at] = cell;
      weights[at] = weight;
      return at + 1;
    }
  }
}
