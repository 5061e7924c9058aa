package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class ObsCopyTest {
  /** The superblock of a file that AnnDataWriter writes. */
  private static final int BEGINNING = 48;

  private static final Path ODD =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/odd/odd.h5ad");

  @TempDir Path folder;

  @Test
  void keepsEveryByteAndAddsAColumn() throws IOException {
    Path original = Samples.write(sample(), folder.resolve("original.h5ad"));
    Path copy = copyWith(original, column("new", "b", "a", "b"));
    assertThat(withoutBeginning(copy, Files.size(original)))
        .isEqualTo(withoutBeginning(original, Files.size(original)));
    try (AnnDataFile before = AnnDataFile.open(original);
        AnnDataFile after = AnnDataFile.open(copy)) {
      DataFrame obs = after.data().obs();
      assertThat(obs.columns().keySet()).containsExactly("depth", "kind", "new");
      assertThat(obs.labels("new")).containsExactly("b", "a", "b");
      assertThat(obs.labels("kind")).containsExactly("x", "y", "x");
      assertThat(after.data().var().inMemory()).isEqualTo(before.data().var().inMemory());
      assertThat(after.data().sectionsInMemory().section(Section.UNS))
          .isEqualTo(before.data().sectionsInMemory().section(Section.UNS));
    }
  }

  @Test
  void replacesAColumnWhereItStands() {
    Path original = Samples.write(sample(), folder.resolve("original.h5ad"));
    Path copy = copyWith(original, column("depth", "b", "a", "b"));
    try (AnnDataFile after = AnnDataFile.open(copy)) {
      DataFrame obs = after.data().obs();
      assertThat(obs.columns().keySet()).containsExactly("depth", "kind");
      assertThat(obs.labels("depth")).containsExactly("b", "a", "b");
    }
  }

  @Test
  void copiesOfCopiesHaveAllColumns() {
    Path file = Samples.write(sample(), folder.resolve("0.h5ad"));
    for (int i = 0; i < 40; i++) {
      Path copy = folder.resolve((i + 1) + ".h5ad");
      copyWith(file, copy, column("column " + i, "b", "" + i, "b"));
      file = copy;
    }
    try (AnnDataFile after = AnnDataFile.open(file)) {
      assertThat(after.data().obs().columns()).hasSize(42);
      for (int i = 0; i < 40; i++) {
        assertThat(after.data().obs().labels("column " + i)).containsExactly("b", "" + i, "b");
      }
    }
  }

  @Test
  void copiesLargeFilesSliceBySlice() throws IOException {
    float[] noise = new float[3 << 20];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) Math.sin(i * (double) i);
    }
    DenseArray large = DenseArray.of(Values.of(noise), noise.length);
    AnnData data = sample().with(Section.UNS, "large", large);
    Path original = Samples.write(data, folder.resolve("large.h5ad"));
    assertThat(Files.size(original)).isGreaterThan(12L << 20);
    Path copy = copyWith(original, column("new", "b", "a", "b"));
    assertThat(withoutBeginning(copy, Files.size(original)))
        .isEqualTo(withoutBeginning(original, Files.size(original)));
  }

  @Test
  void keepsWhatOnlyTheLibraryKnows() throws IOException {
    Python.check("kept.py", "make", folder);
    assertSameForPython(List.of("earliest", "latest", "block of the user", "ordered"));
  }

  private void assertSameForPython(List<String> names) {
    List<Object> pairs = new ArrayList<>(List.of("compare"));
    for (String name : names) {
      Path original = folder.resolve(name + ".h5ad");
      Path copy = folder.resolve(name + " copy.h5ad");
      Path again = folder.resolve(name + " again.h5ad");
      copyWith(original, copy, alternating(original));
      copyWith(copy, again, alternating(copy));
      pairs.addAll(List.of(original, copy, copy, again));
    }
    Python.check("kept.py", pairs.toArray());
  }

  @Test
  void keepsFilesOfManyOrigins() throws IOException {
    List<Object> pairs = new ArrayList<>(List.of("compare"));
    try (Stream<Path> files = Files.list(Golden.shared("data/io_conformance"))) {
      for (Path original : files.filter(f -> f.toString().endsWith(".h5ad")).sorted().toList()) {
        Path copy = folder.resolve(original.getFileName());
        copyWith(original, copy, alternating(original));
        pairs.addAll(List.of(original, copy));
      }
    }
    assertThat(pairs).hasSizeGreaterThan(30);
    Python.check("kept.py", pairs.toArray());
  }

  @Test
  void keepsWhatIsRareInPlace() throws IOException {
    Path original = Files.copy(ODD, folder.resolve("odd.h5ad"));
    Path copy = copyWith(original, column("new", "b", "a", "b"));
    byte[] before = Files.readAllBytes(original);
    byte[] after = Files.readAllBytes(copy);
    assertThat(Arrays.copyOfRange(after, 96, before.length))
        .isEqualTo(Arrays.copyOfRange(before, 96, before.length));
    try (AnnDataFile file = AnnDataFile.open(copy)) {
      assertThat(file.data().obs().columns().keySet())
          .containsExactly("kept", "opaque", "logical", "new");
      assertThat(file.element("uns/fine")).isPresent();
    }
  }

  @Test
  void tellsWhatWouldBeLostInAnotherFolder() {
    try (AnnDataFile file = AnnDataFile.open(ODD)) {
      assertThatThrownBy(file::requireMovable)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("odd.h5ad: /layers/")
          .hasMessageContaining("cannot be copied to another folder: ")
          .hasMessageEndingWith("; write into the folder of the file");
    }
    Path whole = Samples.write(sample(), folder.resolve("whole.h5ad"));
    try (AnnDataFile file = AnnDataFile.open(whole)) {
      file.requireMovable();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "_index | cannot be called '_index', which holds the names of the cells",
        "kind   | cannot be called 'kind': obs has something else of that name"
      })
  void refusesNamesThatAreTaken(String name, String reason) throws IOException {
    Path original = Samples.write(sample(), folder.resolve("original.h5ad"));
    Path target = Files.writeString(folder.resolve("copy.h5ad"), "before");
    try (Workers workers = Workers.of(1);
        Hdf5File file = Hdf5File.open(original)) {
      DataFrame withoutColumns = DataFrame.of(Samples.names("c", 3));
      ObsCopy copy = new ObsCopy(file, withoutColumns, column(name, "b", "a", "b"));
      assertThatThrownBy(() -> copy.write(target, workers))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(original + ": a new column " + reason);
    }
    assertLeftAlone(target);
  }

  @Test
  void refusesLinksThatItCannotWrite() throws IOException {
    Python.check("kept.py", "link", folder);
    Path target = Files.writeString(folder.resolve("copy.h5ad"), "before");
    for (String place : List.of("/elsewhere", "/obs/elsewhere")) {
      Path original = folder.resolve(place.replace('/', '_') + ".h5ad");
      assertThatThrownBy(() -> copyWith(original, target, alternating(original)))
          .isInstanceOf(InputException.class)
          .hasMessageEndingWith(
              place + " cannot be kept: it is a link into another file; remove the link");
    }
    assertLeftAlone(target);
  }

  @Test
  void refusesRareSettings() throws IOException {
    Python.check("kept.py", "settings", folder);
    Path target = Files.writeString(folder.resolve("copy.h5ad"), "before");
    byte[] leaves = Files.readAllBytes(ODD);
    assertThat(leaves[16]).isEqualTo((byte) 4);
    leaves[16] = 8;
    Files.write(folder.resolve("leaves.h5ad"), leaves);
    for (String setting : List.of("leaves", "addresses", "free space")) {
      Path original = folder.resolve(setting + ".h5ad");
      assertThatThrownBy(() -> copyWith(original, target, alternating(original)))
          .as(setting)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no column can be added: it is made with rare settings")
          .hasMessageNotContaining("\n");
    }
    assertLeftAlone(target);
  }

  private void assertLeftAlone(Path target) throws IOException {
    assertThat(target).hasContent("before");
    assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ours", "odd"})
  void endsInOneLineWhateverIsDamaged(String kind) throws IOException {
    Path original =
        kind.equals("odd") ? ODD : Samples.write(sample(), folder.resolve("original.h5ad"));
    byte[] bytes = Files.readAllBytes(original);
    Path damaged = folder.resolve("damaged.h5ad");
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      byte[] content = bytes.clone();
      int at = (int) Math.floorMod(i * 0x9E3779B97F4A7C15L, (long) content.length);
      content[at] ^= (byte) (1 << i % 8 | 0x80);
      Files.write(damaged, content);
      try {
        copyWith(damaged, folder.resolve("copy.h5ad"), column("new", "b", "a", "b"));
      } catch (InputException e) {
        assertThat(e.getMessage()).startsWith("" + damaged).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(3, 97);
  }

  private static AnnData sample() {
    AnnData data = Samples.named(3, 2);
    return data.withObs(
            data.obs()
                .with("depth", Values.of(new int[] {5, 6, 7}))
                .with("kind", Categorical.of(new String[] {"x", "y", "x"})))
        .withX(Samples.dense(2, 1, 2, 3, 4, 5, 6))
        .with(Section.UNS, "note", DenseArray.of(Values.of(new String[] {"a note"})));
  }

  private static SequencedMap<String, Element> column(String name, String... labels) {
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    columns.put(name, Categorical.of(labels));
    return columns;
  }

  /** a, b, a, b, ... */
  private static SequencedMap<String, Element> alternating(Path file) {
    try (AnnDataFile open = AnnDataFile.open(file)) {
      return column(
          "new",
          IntStream.range(0, open.data().cells())
              .mapToObj(c -> c % 2 == 0 ? "a" : "b")
              .toArray(String[]::new));
    }
  }

  private Path copyWith(Path original, SequencedMap<String, Element> columns) {
    Path copy = folder.resolve("copy.h5ad");
    copyWith(original, copy, columns);
    return copy;
  }

  private static void copyWith(Path from, Path to, SequencedMap<String, Element> columns) {
    try (Workers workers = Workers.of(2);
        AnnDataFile file = AnnDataFile.open(from)) {
      file.copyWith(columns, to, workers);
    }
  }

  private static byte[] withoutBeginning(Path file, long end) throws IOException {
    return Arrays.copyOfRange(Files.readAllBytes(file), BEGINNING, (int) end);
  }
}
