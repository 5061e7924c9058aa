package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;
import org.samap.core.sam.SamParams;

class DataSizeTest {
  @TempDir Path folder = Path.of("");

  @Test
  void measuresTheMatrixThatTheRunWillRead() {
    SpeciesInput input = SpeciesInput.of("aa", finished());
    assertThat(DataSize.of(input, false)).isEqualTo(new DataSize("aa", 2, 3, 1, false, true));
    assertThat(DataSize.of(input, true)).isEqualTo(DataSize.ofCounts("aa", 2, 3, 4));
    assertThat(DataSize.of(input.withLayer("X"), true).nonZeros()).isEqualTo(1);
  }

  /** A finished result of one value, made of four counts. */
  private Path finished() {
    AnnData data =
        AnnData.of(
                DataFrame.of(List.of("c0", "c1")),
                DataFrame.of(List.of("g0", "g1", "g2"))
                    .with("weights", Values.of(new double[] {1, 1, 1})))
            .withX(SparseArray.of(ones(2, 3, 1)))
            .with(Section.LAYERS, "counts", SparseArray.of(ones(2, 3, 4)))
            .with(Section.OBSP, "connectivities", SparseArray.of(ones(2, 2, 2)))
            .with(Section.UNS, "run_args", Arguments.of(SamParams.defaults()));
    Path file = folder.resolve("aa.h5ad");
    try (Workers workers = Workers.of(1)) {
      AnnDataWriter.write(data, file, workers);
    }
    return file;
  }

  private static SparseMatrix ones(int rows, int columns, int count) {
    SparseMatrix.Builder out = SparseMatrix.builder(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns && r * columns + c < count; c++) {
        out.add(c, 1);
      }
      out.endRow();
    }
    return out.build();
  }
}
