package org.samap.core.mapping;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.engine.Engine;
import org.samap.core.engine.SoftThreshold;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.matrix.SpeciesAxis;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;

/**
 * The graph Q of nearest neighbours in the other species (SPEC 5.3): for each ordered pair of
 * species the K nearest cells of the second to each cell of the first. With s = max(1 - distance,
 * 0.001), an edge weighs tanhScale(s / row maximum; 10, 0.7), divided by the row's sum in the pair.
 *
 * @param graph cells x cells of all species
 * @param recall the share of the true nearest cells that was found, of a sample: the least of all
 *     pairs of species
 */
record CrossNeighbors(SparseMatrix graph, double recall) {

  /**
   * @param rows projected cells of every species
   */
  static CrossNeighbors find(
      List<CellMatrix> rows, SpeciesAxis components, MappingParams params, Engine engine) {
    SpeciesAxis cells = SpeciesAxis.ofSizes(rows.stream().mapToInt(CellMatrix::rows).toArray());
    NeighborSearch search = params.search().neighbors();
    double recall = 1;
    SparseMatrix.Builder q = SparseMatrix.builder(cells.total(), cells.total());
    for (int i = 0; i < rows.size(); i++) {
      List<Neighbors> toOthers = new ArrayList<>();
      for (int j = 0; j < rows.size(); j++) {
        if (j == i) {
          toOthers.add(new Neighbors(0, 0, new int[0], new float[0]));
          continue;
        }
        int k = Math.min(params.crossK(), rows.get(j).rows());
        boolean joint = params.search().space() == SearchSpace.JOINT || rows.size() == 2;
        CellMatrix from = joint ? rows.get(i) : twoBlocks(rows.get(i), components, i, j);
        CellMatrix to = joint ? rows.get(j) : twoBlocks(rows.get(j), components, i, j);
        Neighbors found = engine.nearest(from, to, k, search);
        recall = Math.min(recall, found.recall());
        toOthers.add(found);
      }
      for (int c = 0; c < rows.get(i).rows(); c++) {
        for (int j = 0; j < rows.size(); j++) {
          if (j != i) {
            addRow(toOthers.get(j), c, cells.start(j), q);
          }
        }
        q.endRow();
      }
    }
    return new CrossNeighbors(q.build(), recall);
  }

  private static void addRow(Neighbors found, int cell, int firstCell, SparseMatrix.Builder q) {
    int k = found.k();
    double[] weights = new double[k];
    double max = Math.max(1 - found.distance(cell, 0), 0.001); // the nearest comes first
    double sum = 0;
    for (int n = 0; n < k; n++) {
      double similarity = Math.max(1 - found.distance(cell, n), 0.001);
      weights[n] = SoftThreshold.tanhScale(similarity / max, 10, 0.7);
      sum += weights[n];
    }
    for (int n = 0; n < k; n++) {
      q.add(firstCell + found.index(cell, n), (float) (weights[n] / sum));
    }
  }

  /** The columns of two species only. */
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
