package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
import org.samap.core.anndata.counts.CellFilter;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;
import org.samap.core.sam.SamParams;

class DataSizeTest {
  @TempDir Path folder = Path.of("");

  @Test
  void measuresTheMatrixThatTheRunWillRead() {
    SpeciesInput input = SpeciesInput.of("aa", finished());
    assertThat(DataSize.of(input, false)).isEqualTo(DataSize.ofCounts("aa", 2, 3, 1).asFinished());
    assertThat(DataSize.of(input, true)).isEqualTo(DataSize.ofCounts("aa", 2, 3, 4));
    assertThat(DataSize.of(input.withLayer("X"), true).nonZeros()).isEqualTo(1);
  }

  @Test
  void countsTheValuesOfAMatrixMarketFileThatAreGatheredToSortThem() throws IOException {
    assertThat(DataSize.of(market("byCell", "1 1 5\n2 1 3\n1 2 1\n"), false))
        .isEqualTo(DataSize.ofCounts("aa", 2, 2, 3));
    assertThat(DataSize.of(market("byGene", "1 1 5\n1 2 1\n2 1 3\n"), false))
        .isEqualTo(DataSize.ofCounts("aa", 2, 2, 3).withReadingBytes(3 * 12));
  }

  @Test
  void addsUpSeveralFilesAndCountsTheirBatches() throws IOException {
    Path a =
        Files.writeString(
            folder.resolve("a.csv"), "gene,c0,c1,c2,c3,c4\nx,1,0,0,0,0\ny,1,2,3,4,5\n");
    Path b =
        Files.writeString(
            folder.resolve("b.csv"), "gene,d0,d1,d2,d3,d4\ny,1,1,1,1,1\nz,2,0,0,0,0\n");
    SpeciesInput input =
        SpeciesInput.of("aa", a)
            .withFiles(new InputFiles(List.of(a, b), GeneJoin.INTERSECTION))
            .withBatch("sample");
    assertThat(DataSize.of(input, false))
        .isEqualTo(DataSize.ofCounts("aa", 10, 1, 12).withReadingBytes(6 * 8).withBatches(2));
  }

  @Test
  void countsTheDrawnCellsAlone() {
    SpeciesInput input = SpeciesInput.of("aa", finished()).withCells(one());
    assertThat(DataSize.of(input, true)).isEqualTo(DataSize.ofCounts("aa", 1, 3, 2));
  }

  private static CellFilter one() {
    return CellFilter.none().withSubsample(1);
  }

  private SpeciesInput market(String name, String entries) throws IOException {
    Path to = Files.createDirectory(folder.resolve(name));
    Files.writeString(to.resolve("barcodes.tsv"), "c0\nc1\n");
    Files.writeString(to.resolve("genes.tsv"), "g0\ng1\n");
    Files.writeString(
        to.resolve("matrix.mtx"),
        "%%MatrixMarket matrix coordinate integer general\n2 2 3\n" + entries);
    return SpeciesInput.of("aa", to);
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
