package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class ObsColumnsTest {
  private static final Path ODD =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/odd/odd.h5ad");

  @TempDir Path folder;

  @Test
  void leaveTheFileThatIsReadAlone() throws IOException {
    Path file = write(folder.resolve("cells.h5ad"));
    byte[] before = Files.readAllBytes(file);
    Path copy = folder.resolve("made/copy.h5ad");
    addTo(file, copy);
    assertThat(file).hasBinaryContent(before);
    assertThat(labels(copy)).containsExactly("x", "y", "x");
    assertThat(copy.resolveSibling("").toFile().list()).containsExactly("copy.h5ad");
  }

  @Test
  void followLinksAndKeepPermissionsInPlace() throws IOException {
    Path file = write(folder.resolve("cells.h5ad"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.h5ad"), file);
    addTo(link, link);
    assertThat(link).isSymbolicLink();
    assertThat(labels(file)).containsExactly("x", "y", "x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");
  }

  @Test
  void refuseToMoveWhatLiesInOtherFiles() throws IOException {
    Path file = Files.copy(ODD, folder.resolve("odd.h5ad"));
    Path elsewhere = folder.resolve("elsewhere/odd.h5ad");
    assertThatThrownBy(() -> addTo(file, elsewhere))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cannot be copied to another folder");
    assertThat(elsewhere.getParent()).doesNotExist();
    addTo(file, folder.resolve("beside.h5ad"));
    addTo(file, file);
    assertThat(labels(file)).containsExactly("x", "y", "x");
    assertThat(file).hasBinaryContent(Files.readAllBytes(folder.resolve("beside.h5ad")));
  }

  private static Path write(Path file) {
    try (Workers workers = Workers.of(1)) {
      DataFrame cells = DataFrame.of(List.of("c0", "c1", "c2"));
      AnnDataWriter.write(AnnData.of(cells, DataFrame.of(List.of("g"))), file, workers);
    }
    return file;
  }

  private static void addTo(Path file, Path target) {
    SequencedMap<String, Categorical> columns = new LinkedHashMap<>();
    columns.put("new", Categorical.of(new String[] {"x", "y", "x"}));
    try (Workers workers = Workers.of(1)) {
      ObsColumns.write(file, target, columns, workers);
    }
  }

  private static List<String> labels(Path file) {
    try (AnnDataFile open = AnnDataFile.open(file)) {
      return open.data().obs().labels("new");
    }
  }
}
