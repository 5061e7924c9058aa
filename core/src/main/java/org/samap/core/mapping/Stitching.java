package org.samap.core.mapping;

import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * One graph over the cells of all species (SPEC 5.8): inside a species the connectivities, weaker
 * the better a cell is mapped (a_i = 1 - sum of its cross-species edges / how many it may have);
 * between species the edges themselves.
 */
final class Stitching {
  private static final int CELLS_PER_TASK = 1024;

  private Stitching() {}

  /**
   * @param mutual the cross-species edges that were kept
   * @param connectivities those of each species
   * @param denominator how many cross-species edges a cell may have
   */
  static SparseMatrix stitch(
      SpeciesAxis cells,
      SparseMatrix mutual,
      List<SparseMatrix> connectivities,
      int denominator,
      Workers workers) {
    int n = cells.total();
    int[] offsets = new int[n + 1];
    forEachCell(
        cells,
        workers,
        (s, i) -> {
          SparseMatrix inside = connectivities.get(s);
          int c = i - cells.start(s);
          int own = share(mutual, i, denominator) > 0 ? inside.rowLength(c) : 0;
          own -= own > 0 && inside.position(c, c) >= 0 ? 1 : 0;
          offsets[i + 1] = own + nonZeros(mutual, i);
        });
    for (int i = 0; i < n; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], offsets[i + 1]);
    }
    int[] to = new int[offsets[n]];
    float[] weights = new float[offsets[n]];
    forEachCell(
        cells,
        workers,
        (s, i) -> {
          int at = offsets[i];
          int p = mutual.offset(i);
          for (; p < mutual.offset(i + 1) && mutual.index(p) < cells.start(s); p++) {
            at = put(mutual.index(p), mutual.value(p), to, weights, at);
          }
          SparseMatrix inside = connectivities.get(s);
          int c = i - cells.start(s);
          float own = share(mutual, i, denominator);
          for (int q = inside.offset(c); own > 0 && q < inside.offset(c + 1); q++) {
            boolean self = inside.index(q) == c;
            at = self ? at : put(cells.start(s) + inside.index(q), own, to, weights, at);
          }
          for (; p < mutual.offset(i + 1); p++) {
            at = put(mutual.index(p), mutual.value(p), to, weights, at);
          }
        });
    return SparseMatrix.of(n, n, offsets, to, weights);
  }

  /** a_i: the weight of a cell's edges inside its species. */
  private static float share(SparseMatrix mutual, int cell, int denominator) {
    return (float) (1 - mutual.rowSum(cell) / denominator);
  }

  private static int nonZeros(SparseMatrix m, int row) {
    int count = 0;
    for (int p = m.offset(row); p < m.offset(row + 1); p++) {
      count += m.value(p) != 0 ? 1 : 0;
    }
    return count;
  }

  /** Appends an edge unless it has no weight; returns where the next one goes. */
  private static int put(int cell, float weight, int[] to, float[] weights, int at) {
    if (weight == 0) {
      return at;
    }
    to[at] = cell;
    weights[at] = weight;
    return at + 1;
  }

  /** Something done with a cell of species {@code s}. */
  private interface CellWork {
    void accept(int s, int cell);
  }

  private static void forEachCell(SpeciesAxis cells, Workers workers, CellWork work) {
    workers.forRanges(
        cells.total(),
        CELLS_PER_TASK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            work.accept(cells.speciesOf(i), i);
          }
        });
  }

  /**
   * The mean alignment score of each ordered pair of species: the mean over the cells of the first
   * of the sum of their edges to the second, divided by K.
   */
  static double[][] alignment(SpeciesAxis cells, SparseMatrix stitched, int crossK) {
    double[][] out = new double[cells.species()][cells.species()];
    for (int s = 0; s < cells.species(); s++) {
      for (int i = cells.start(s); i < cells.end(s); i++) {
        for (int p = stitched.offset(i); p < stitched.offset(i + 1); p++) {
          out[s][cells.speciesOf(stitched.index(p))] += stitched.value(p);
        }
      }
      for (int t = 0; t < cells.species(); t++) {
        out[s][t] = t == s || cells.size(s) == 0 ? 0 : out[s][t] / cells.size(s) / crossK;
      }
    }
    return out;
  }
}
