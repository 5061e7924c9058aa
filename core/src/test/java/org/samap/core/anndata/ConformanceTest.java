package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/** Files of many origins: read, written again, and compared by Python's anndata. */
class ConformanceTest {
  @TempDir Path folder;

  @Test
  void keepsEveryElement() throws IOException {
    try (Golden mini = Golden.mini()) {
      assertKept(files(mini.folder()));
    }
  }

  @Test
  void keepsEveryElementOfFilesOfManyOrigins() throws IOException {
    assertKept(files(Golden.shared("data/io_conformance")));
  }

  @Test
  @Tag("slow")
  void keepsEveryElementOfLargerFiles() throws IOException {
    List<Path> files = new ArrayList<>(files(Golden.shared("data/immune")));
    files.addAll(files(Golden.shared("data/pancreas")));
    assertKept(files);
  }

  private void assertKept(List<Path> originals) {
    List<Object> pairs = new ArrayList<>();
    try (Workers workers = Workers.of(2)) {
      for (Path original : originals) {
        Path copy = folder.resolve(pairs.size() + ".h5ad");
        try (AnnDataFile file = AnnDataFile.open(original)) {
          AnnDataWriter.write(file.data(), copy, workers);
        }
        pairs.add(original);
        pairs.add(copy);
      }
    }
    Python.check("compare.py", pairs.toArray());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      List<Path> files = list.filter(p -> p.toString().endsWith(".h5ad")).sorted().toList();
      assertThat(files).hasSizeGreaterThanOrEqualTo(3);
      return files;
    }
  }

  @Test
  void refusesWhatIsNotAnnData() {
    Path file = Golden.shared("data/io_conformance").resolve("scenic_mouseBrain_toy.loom");
    assertThatThrownBy(() -> AnnDataFile.open(file).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not AnnData, as it has no obs and var but attrs, col_attrs");
  }
}
