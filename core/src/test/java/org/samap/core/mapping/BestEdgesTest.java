package org.samap.core.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samap.core.engine.EdgeRule;
import org.samap.core.engine.JoinedCells;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

class BestEdgesTest {
  private static SparseMatrix row(float... values) {
    SparseMatrix.Builder out = SparseMatrix.builder(1, values.length);
    for (int c = 0; c < values.length; c++) {
      out.add(c, values[c]);
    }
    out.endRow();
    return out.build();
  }

  @Test
  void keepsTheLargestAndOfEqualOnesTheFirst() {
    SparseMatrix best = BestEdges.ofRows(row(1, 3, 2, 2, 2), 3);
    assertThat(best.get(0, 1)).isEqualTo(3);
    assertThat(best.get(0, 2)).isEqualTo(2);
    assertThat(best.get(0, 3)).isEqualTo(2);
    assertThat(best.get(0, 0)).isZero();
    assertThat(best.get(0, 4)).isZero();
  }

  @Test
  void keepsAllWhereThereAreFew() {
    SparseMatrix few = row(1, 2);
    assertThat(BestEdges.ofRows(few, 2)).isEqualTo(few);
    assertThat(BestEdges.ofRows(few, 3)).isEqualTo(few);
  }

  /** The engine can cut the edges to all other species together, too. */
  @Test
  void areThoseOfACutOverAllSpecies() {
    try (Golden golden = Golden.cases().findFirst().orElseThrow();
        Workers workers = Workers.of(2)) {
      GoldenCase c = GoldenCase.of(golden);
      MappingParams params = MappingParams.defaults();
      JoinedCells cells = CpuEngine.on(workers).join(c.speciesCells(params), 0.1);
      SparseMatrix q = golden.sparse("iter2/knn");
      SparseMatrix toEach = cells.mutualEdges(q, c.projected(2), new EdgeRule(20, true, true));
      SparseMatrix together = cells.mutualEdges(q, c.projected(2), new EdgeRule(20, false, true));
      assertThat(toEach.entries()).isGreaterThan(together.entries() * 3 / 2);
      assertThat(BestEdges.ofRows(toEach, 20)).isEqualTo(together);
    }
  }
}
