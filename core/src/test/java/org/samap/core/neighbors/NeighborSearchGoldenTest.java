package org.samap.core.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/** Neighbours of cells as the published implementation finds them with an exact search. */
class NeighborSearchGoldenTest {
  private static final int K = 20;

  static List<Golden> cases() {
    return Golden.cases().toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheNeighboursOfCellsInASpecies(Golden golden) {
    try (golden) {
      for (String id : golden.species()) {
        CellMatrix pca = CellMatrix.of(golden.matrix("sam/" + id + "/X_pca"));
        SparseMatrix found = graph(search(pca, pca), pca.rows(), 0, true);
        SparseMatrix connectivities = golden.sparse("sam/" + id + "/connectivities");
        assertThat(found.offsets()).isEqualTo(connectivities.offsets());
        assertThat(found.indices()).isEqualTo(connectivities.indices());
        SparseMatrix distances = golden.sparse("sam/" + id + "/distances");
        Golden.assertClose(found.withoutZeros(), distances.withoutZeros(), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheNeighboursOfCellsAcrossSpecies(Golden golden) {
    try (golden) {
      for (int t = 0; t < 3; t++) {
        CellMatrix wpca = CellMatrix.of(golden.matrix("iter" + t + "/wPCA"));
        SparseMatrix knn = golden.sparse("iter" + t + "/knn");
        int cells = wpca.rows() / 3;
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            if (i != j) {
              Neighbors found = search(rows(wpca, i, cells), rows(wpca, j, cells));
              assertBlock(knn, i * cells, j * cells, graph(found, cells, j * cells, false));
            }
          }
        }
      }
    }
  }

  private static void assertBlock(SparseMatrix knn, int row, int column, SparseMatrix expected) {
    for (int r = 0; r < expected.rows(); r++) {
      List<Integer> columns = new ArrayList<>();
      for (int p = knn.offset(row + r); p < knn.offset(row + r + 1); p++) {
        if (knn.index(p) >= column && knn.index(p) < column + expected.rows()) {
          columns.add(knn.index(p));
        }
      }
      List<Integer> found = new ArrayList<>();
      for (int p = expected.offset(r); p < expected.offset(r + 1); p++) {
        found.add(expected.index(p));
      }
      assertThat(columns).as("row %d", row + r).isEqualTo(found);
    }
  }

  private static CellMatrix rows(CellMatrix m, int block, int cells) {
    CellMatrix out = CellMatrix.zeros(cells, m.columns());
    for (int r = 0; r < cells; r++) {
      m.copyRow(block * cells + r, out.values(r), out.offset(r));
    }
    return out;
  }

  private static Neighbors search(CellMatrix queries, CellMatrix points) {
    try (Workers workers = Workers.of(2)) {
      return NeighborSearch.defaults().search(queries, points, K, workers);
    }
  }

  private static SparseMatrix graph(
      Neighbors neighbors, int columns, int firstColumn, boolean self) {
    SparseMatrix.Builder b = SparseMatrix.builder(neighbors.queries(), firstColumn + columns);
    for (int q = 0; q < neighbors.queries(); q++) {
      assertThat(!self || neighbors.index(q, 0) == q).isTrue();
      for (int i = 0; i < neighbors.k(); i++) {
        b.add(firstColumn + neighbors.index(q, i), neighbors.distance(q, i));
      }
      b.endRow();
    }
    return b.build();
  }
}
