package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.anndata.hdf5.reader.Hdf5Exception;
import org.samap.core.anndata.hdf5.reader.Hdf5Source;
import org.samap.core.anndata.hdf5.reader.StoredDataset;
import org.samap.core.anndata.hdf5.reader.StoredGroup;
import org.samap.core.anndata.hdf5.reader.StoredType;
import org.samap.core.fuzz.Patch;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/** Files of rare structures; {@code odd.py} wrote them, and told what they hold. */
class OddFilesTest {
  private static final Path ODD =
      Path.of(System.getProperty("samap.repository", ".."))
          .resolve("core/src/test/resources/anndata/odd");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void readsWhatTheLibraryReads(String version) throws IOException {
    List<String> lines = Files.readAllLines(ODD.resolve("values.txt"));
    assertThat(lines).hasSizeGreaterThan(30);
    try (Hdf5File file = Hdf5File.open(ODD.resolve(version + ".h5"))) {
      for (String line : lines) {
        String[] cells = line.split("\t", 2);
        DenseArray array = array(file, cells[0]);
        assertThat(texts(array.all())).as(cells[0]).isEqualTo(expanded(cells[1]));
      }
    }
  }

  @Test
  void readsNamesThatAreCategories() {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolveSibling("categorical_index.h5ad"))) {
      assertThat(file.data().obs().names()).containsExactly("b", "a", "b");
    }
  }

  @Test
  void readsBoxesOfChunksThatWereWrittenAndNot() throws IOException {
    try (Hdf5File file = Hdf5File.open(ODD.resolve("latest.h5"))) {
      DenseArray grid = array(file, "indexes/open both gzip");
      int[] all = grid.all().ints();
      for (int row = 0; row < 28; row += 5) {
        for (int column = 0; column < 26; column += 3) {
          int[] box = grid.slice(new long[] {row, column}, new int[] {2, 4}).ints();
          for (int i = 0; i < box.length; i++) {
            assertThat(box[i]).isEqualTo(all[(row + i / 4) * 30 + column + i % 4]);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest"})
  void readsManyMembersAndAttributes(String version) {
    try (Hdf5File file = Hdf5File.open(ODD.resolve(version + ".h5"))) {
      StoredGroup many = (StoredGroup) file.root().member("many").orElseThrow();
      assertThat(many.names()).hasSize(150);
      for (String name : many.names()) {
        int number = Integer.parseInt(name.split(" ", 3)[1]);
        assertThat(array(file, "many/" + name).all().ints()).containsExactly(number);
      }
      for (int i = 0; i < 40; i++) {
        assertThat(file.attribute(many, "attribute " + i)).hasValue(Values.of("text " + i));
      }
      long[] numbers = file.attribute(many, "long").orElseThrow().longs();
      assertThat(numbers[numbers.length - 1]).isEqualTo(version.equals("latest") ? 8299 : 4);
    }
  }

  @Test
  void readsBehindABlockOfTheUsers() {
    try (Hdf5File file = Hdf5File.open(ODD.resolve("userblock.h5"))) {
      assertThat(array(file, "numbers").all().ints()).containsExactly(0, 1, 2, 3, 4);
      assertThat(array(file, "text").all().texts()).containsExactly("after a block of the user's");
    }
  }

  @Test
  void followsLinksAndCommittedTypes() {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolve("odd.h5ad"))) {
      SparseMatrix x = ((SparseArray) file.data().x().orElseThrow()).toSparseMatrix();
      assertThat(x.values()).containsExactly(1, 2, 3, 4);
      assertThat(texts(uns(file, "relative"))).containsExactly("1.5", "2.5");
      assertThat(texts(uns(file, "upwards"))).containsExactly("4.0");
      assertThat(uns(file, "none")).isInstanceOf(NullElement.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uns/opaque            | its elements are opaque of 3 bytes",
        "uns/reference         | its elements are references of 8 bytes",
        "uns/references        | its elements are references of 8 bytes",
        "uns/regions           | its elements are references of 12 bytes",
        "uns/lists             | its elements are lists of 16 bytes",
        "uns/records           | its field b is opaque of 2 bytes",
        "uns/type              | it is neither a group nor a data set",
        "uns/strange           | its encoding is from-the-future",
        "uns/dangling          | it is a link to /nowhere/at/all, which is not there",
        "uns/circle            | it is a link that leads in a circle",
        "uns/deep/round        | it is a link back to /uns, which holds it",
        "uns/deep/itself       | it is a link back to /uns/deep, which holds it",
        "uns/deep/root         | it is a link back to /, which holds it",
        "layers/outside        | it is a link into another file",
        "layers/elsewhere      | its values lie in other files (external storage)",
        "layers/virtual        | its values are parts of other data sets (virtual storage)",
        "obs/opaque            | its elements are opaque of 2 bytes"
      })
  void leavesAloneWhatCannotBeRead(String path, String reason) {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolve("odd.h5ad"))) {
      assertThat(file.element(path))
          .hasValueSatisfying(
              e -> {
                assertThat(e).isInstanceOf(Unreadable.class);
                assertThat(((Unreadable) e).reason()).startsWith(reason);
              });
      assertThat(texts(uns(file, "fine"))).containsExactly("1.5", "2.5");
      assertThat(uns(file, "complex")).isInstanceOf(RecordArray.class);
    }
  }

  @Test
  void takesOutElementsOfMappingsThatCannotBeReadOneByOne() {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolve("odd.h5ad"))) {
      assertThat(file.data().section(Section.UNS).entries().get("opaque"))
          .isInstanceOf(Unreadable.class);
      assertThat(file.data().section(Section.LAYERS).entries().get("virtual"))
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void passesOverColumnsThatCannotBeRead() {
    Samples.Said said = new Samples.Said();
    try (Workers workers = Workers.of(1)) {
      Counts counts = CountsLoader.load(ODD.resolve("odd.h5ad"), Optional.empty(), workers, said);
      assertThat(counts.obs().columns()).containsOnlyKeys("kept", "logical");
      assertThat(counts.counts().entries()).isEqualTo(4);
    }
    assertThat(said.warnings)
        .singleElement(InstanceOfAssertFactories.STRING)
        .endsWith("column 'opaque' of the cells is left out: its elements are opaque of 2 bytes");
  }

  @Test
  void readsLogicalsOfR() {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolve("odd.h5ad"))) {
      assertThat(file.data().obs().labels("logical")).containsExactly("True", "nan", "False");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bomb, a chunk packed with deflate: more than the 24 bytes of a chunk",
    "short, a chunk holds 20 of its 24 bytes"
  })
  void refusesChunksOfAnotherSize(String layer, String reason) {
    try (AnnDataFile file = AnnDataFile.open(ODD.resolve("odd.h5ad"))) {
      DenseArray array = (DenseArray) file.data().get(Section.LAYERS, layer).orElseThrow();
      assertThatThrownBy(array::all)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("odd.h5ad: /layers/" + layer + " cannot be read (" + reason);
    }
  }

  @Test
  void doesNotGoDeeperThanItCanGetOutOf() {
    ElementMap deep = ElementMap.EMPTY.with("end", DenseArray.scalar(1L));
    for (int i = 0; i < 500; i++) {
      deep = ElementMap.EMPTY.with("in", deep);
    }
    Path path = folder.resolve("deep.h5ad");
    Samples.write(Samples.named(2, 2).with(Section.UNS, "deep", deep), path);
    try (AnnDataFile file = AnnDataFile.open(path)) {
      Element at = file.data().get(Section.UNS, "deep").orElseThrow();
      int levels = 0;
      while (at instanceof ElementMap m) {
        at = m.get("in").orElseThrow();
        levels++;
      }
      assertThat(levels).isGreaterThan(50);
      assertThat(at)
          .isInstanceOfSatisfying(
              Unreadable.class,
              u -> assertThat(u.reason()).isEqualTo("it lies more than 64 groups deep"));
    }
  }

  @Test
  void readsTheSameWhenTheLibraryIsAsked() throws IOException {
    Python.check("odd.py", folder);
    try (Workers workers = Workers.of(2);
        AnnDataFile file = AnnDataFile.open(folder.resolve("odd.h5ad"))) {
      assertThat(ExpressionReader.read(file.data().x().orElseThrow(), workers).entries())
          .isEqualTo(4);
    }
    assertThat(folder.resolve("values.txt")).hasSameTextualContentAs(ODD.resolve("values.txt"));
  }

  private static Element uns(AnnDataFile file, String name) {
    return file.data().get(Section.UNS, name).orElseThrow();
  }

  private static DenseArray array(Hdf5File file, String path) {
    Store store = new Hdf5Store(file);
    return (DenseArray) new ElementReader(store).read(store.root().descendant(path).orElseThrow());
  }

  private static List<String> texts(Element e) {
    return texts(((DenseArray) e).all());
  }

  private static List<String> texts(Values v) {
    if (v.type() == DType.STRING) {
      return List.of(v.texts());
    }
    List<String> texts = new ArrayList<>();
    for (double d : v.doubles()) {
      texts.add(Double.toString(d));
    }
    return texts;
  }

  private static List<String> expanded(String runs) {
    List<String> values = new ArrayList<>();
    for (String run : List.of(runs.split("\\|", -1))) {
      int star = run.lastIndexOf('*');
      int times = Integer.parseInt(run.substring(star + 1));
      values.addAll(Collections.nCopies(times, run.substring(0, star)));
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "400000000, 'its shape tells of 1,600,000,000 bytes, but 17,284 were written'",
    "3000000000, 'it has 3,000,000,000 values, too many to be read'"
  })
  void makesNothingOfAHugeShapeAlone(long length, String message) throws IOException {
    AnnData data =
        Samples.named(2, 3)
            .with(Section.UNS, "array", DenseArray.vector(Values.of(new float[4321])));
    Path path = Samples.write(data, folder.resolve("huge.h5ad"));
    Patch.replace(path, 4321, length);
    try (AnnDataFile file = AnnDataFile.open(path)) {
      DenseArray array = (DenseArray) file.data().get(Section.UNS, "array").orElseThrow();
      assertThat(array.shape()).containsExactly(length);
      assertThatThrownBy(array::all)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("huge.h5ad: /uns/array cannot be read")
          .hasMessageContaining(message);
    }
  }

  @Test
  void refusesManyReferencesToOneLongText() throws IOException {
    AnnData data =
        Samples.named(2, 3).with(Section.UNS, "text", DenseArray.scalar("x".repeat(1 << 20)));
    Path path = Samples.write(data, folder.resolve("text.h5ad"));
    try (Hdf5Source source = Hdf5Source.open(path)) {
      StoredDataset text = (StoredDataset) source.root().descendant("uns/text").orElseThrow();
      byte[] reference = text.slice(new long[0], new int[0]);
      StoredElements elements = new StoredElements(source);
      assertThat(decoded(elements, text.type(), reference, 2).texts()).hasSize(2);
      assertThatThrownBy(() -> decoded(elements, text.type(), reference, 80))
          .isInstanceOf(Hdf5Exception.class)
          .hasMessageContaining("its texts are longer than the file");
    }
  }

  private static Values decoded(StoredElements all, StoredType type, byte[] element, int times) {
    ByteBuffer bytes = ByteBuffer.allocate(element.length * times);
    for (int i = 0; i < times; i++) {
      bytes.put(element);
    }
    return all.decode(type, bytes.flip(), times);
  }
}
