package org.samap.core.mapping;

import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.Engine;
import org.samap.core.engine.SoftThreshold;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;

/**
 * The graph Q of nearest neighbours in other species (SPEC 5.3). For each ordered pair of species,
 * each cell of the first has edges to its K nearest cells of the second. With s = max(1 - distance,
 * 0.001), an edge weighs tanhScale(s / row maximum; 10, 0.7), divided by the row's sum over that
 * species.
 *
 * @param graph cells x cells of all species
 * @param recall the share of the true nearest cells that was found, measured on a sample; the
 *     smallest of all pairs of species
 */
record CrossNeighbors(SparseMatrix graph, double recall) {
  /**
   * @param rows the projected cells of every species
   * @param phase counts the pairs of species
   */
  static CrossNeighbors find(
      List<CellMatrix> rows,
      SpeciesAxis components,
      MappingParams params,
      Engine engine,
      Progress.Phase phase) {
    SpeciesAxis cells = SpeciesAxis.ofSizes(rows.stream().mapToInt(CellMatrix::rows).toArray());
    NeighborSearch search = params.search().neighbors();
    int species = rows.size();
    Neighbors[][] found = new Neighbors[species][species];
    double recall = 1;
    for (int i = 0; i < species; i++) {
      for (int j = i + 1; j < species; j++) {
        boolean joint = params.search().space() == SearchSpace.JOINT || species == 2;
        CellMatrix a = joint ? rows.get(i) : twoBlocks(rows.get(i), components, i, j);
        CellMatrix b = joint ? rows.get(j) : twoBlocks(rows.get(j), components, i, j);
        int ofA = Math.min(params.crossK(), b.rows());
        int ofB = Math.min(params.crossK(), a.rows());
        NeighborSearch.BothWays both = engine.nearest(a, ofA, b, ofB, search);
        found[i][j] = both.ofA();
        found[j][i] = both.ofB();
        recall = Math.min(recall, Math.min(both.ofA().recall(), both.ofB().recall()));
        phase.advance(1);
      }
    }
    return new CrossNeighbors(graph(found, cells), recall);
  }

  /**
   * @param found the neighbours of each species in each other species
   */
  private static SparseMatrix graph(Neighbors[][] found, SpeciesAxis cells) {
    int[] offsets = new int[cells.total() + 1];
    for (int i = 0; i < found.length; i++) {
      int edges = 0;
      for (int j = 0; j < found.length; j++) {
        edges += j == i ? 0 : found[i][j].k();
      }
      for (int c = cells.start(i); c < cells.end(i); c++) {
        offsets[c + 1] = Math.addExact(offsets[c], edges);
      }
    }
    int[] indices = new int[offsets[cells.total()]];
    float[] weights = new float[indices.length];
    for (int i = 0; i < found.length; i++) {
      for (int c = 0; c < cells.size(i); c++) {
        int at = offsets[cells.start(i) + c];
        for (int j = 0; j < found.length; j++) {
          if (j != i) {
            write(found[i][j], c, cells.start(j), indices, weights, at);
            at += found[i][j].k();
          }
        }
      }
    }
    return SparseMatrix.of(cells.total(), cells.total(), offsets, indices, weights);
  }

  /** Writes the edges of a cell to one species, in the order of that species' cells. */
  private static void write(
      Neighbors found, int cell, int firstCell, int[] indices, float[] weights, int at) {
    int k = found.k();
    double[] scaled = new double[k];
    double max = Math.max(1 - found.distance(cell, 0), 0.001); // the first is the nearest
    double sum = 0;
    for (int n = 0; n < k; n++) {
      double similarity = Math.max(1 - found.distance(cell, n), 0.001);
      scaled[n] = SoftThreshold.tanhScale(similarity / max, 10, 0.7);
      sum += scaled[n];
    }
    long[] edges = new long[k];
    for (int n = 0; n < k; n++) {
      int weight = Float.floatToRawIntBits((float) (scaled[n] / sum)); // not negative
      edges[n] = ((long) found.index(cell, n) << 32) | weight;
    }
    Arrays.sort(edges);
    for (int n = 0; n < k; n++) {
      indices[at + n] = firstCell + (int) (edges[n] >> 32);
      weights[at + n] = Float.intBitsToFloat((int) edges[n]);
    }
  }

  /** The columns of two species alone. */
  private static CellMatrix twoBlocks(CellMatrix rows, SpeciesAxis components, int i, int j) {
    int first = Math.min(i, j);
    int second = Math.max(i, j);
    CellMatrix out =
        CellMatrix.zeros(rows.rows(), components.size(first) + components.size(second));
    for (int r = 0; r < rows.rows(); r++) {
      int from = rows.offset(r);
      int to = out.offset(r);
      System.arraycopy(
          rows.values(r),
          from + components.start(first),
          out.values(r),
          to,
          components.size(first));
      System.arraycopy(
          rows.values(r),
          from + components.start(second),
          out.values(r),
          to + components.size(first),
          components.size(second));
    }
    return out;
  }
}
