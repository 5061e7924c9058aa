package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.counts.GeneJoin;
import org.samap.core.run.InputException;

class InputFilesTest {
  @Test
  void calledByTheirNamesWithoutTheEndingOrByTheirFoldersOrByNumbers() {
    assertThat(samples("a.h5ad", "dir/b.csv.gz", "c.zarr.zip", "GSM1.v2"))
        .containsExactly("a", "b", "c", "GSM1.v2");
    assertThat(samples("s1/filtered.h5", "s2/filtered.h5")).containsExactly("s1", "s2");
    assertThat(samples("s1/a.h5", "s1/b.h5", "s2/a.h5")).containsExactly("1", "2", "3");
  }

  @Test
  void calledByTheNearestFoldersThatDiffer() {
    assertThat(samples("s1/outs/filtered.h5", "s2/outs/filtered.h5")).containsExactly("s1", "s2");
    assertThat(samples("s1/outs/all/filtered", "s2/outs/all/filtered")).containsExactly("s1", "s2");
  }

  @Test
  void refusesAFileThatIsGivenTwice() {
    assertThatThrownBy(() -> samples("a.h5ad", "b.h5ad", "a.h5ad"))
        .isInstanceOf(InputException.class)
        .hasMessage("a.h5ad is given twice for one species; give each file once");
  }

  @Test
  void namesTheFirstInMessages() {
    assertThat(InputFiles.of(Path.of("a.h5ad")).text()).isEqualTo("a.h5ad");
    assertThat(files("a.h5ad", "b.h5ad", "c.h5ad").text()).isEqualTo("a.h5ad and 2 more");
  }

  private static List<String> samples(String... paths) {
    return files(paths).samples();
  }

  private static InputFiles files(String... paths) {
    return new InputFiles(Stream.of(paths).map(Path::of).toList(), GeneJoin.INTERSECTION);
  }
}
