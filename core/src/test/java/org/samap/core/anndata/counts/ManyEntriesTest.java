package org.samap.core.anndata.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.Python;
import org.samap.core.anndata.SparseArray;
import org.samap.core.expression.RowBlock;

class ManyEntriesTest {
  @TempDir Path folder;

  @Test
  void readsEntriesBeyond2To31() {
    Path path = folder.resolve("huge.h5ad");
    Python.check("huge.py", path);
    try (AnnDataFile file = AnnDataFile.open(path)) {
      SparseArray x = (SparseArray) file.data().x().orElseThrow();
      assertThat(x.entries()).isEqualTo(3_000_000_000L);
      assertThat(MatrixSize.of(x).nonZeros()).isEqualTo(3_000_000_000L);
      CompressedRows rows = new CompressedRows(x);
      assertThat(rows.starts()).startsWith(0, 1024).endsWith(2048);
      List<RowBlock> blocks = new ArrayList<>();
      rows.read(2998, 3000, blocks::add);
      assertThat(blocks).hasSize(1);
      RowBlock last = blocks.getFirst();
      assertThat(last.offsets()).startsWith(0, 1, 2);
      assertThat(last.genes()).startsWith(2, 3);
      assertThat(last.values()).startsWith(7, 9);
    }
  }
}
