package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.anndata.ZarrLayout.Option;
import org.samap.core.anndata.formats.DataFiles;
import org.samap.core.anndata.formats.ReadOptions;
import org.samap.core.anndata.zarr.ZarrFile;
import org.samap.core.run.InputException;

/** Stores as they are found, and one line for whatever is wrong with one. */
class ZarrFileTest {
  private static final String V2 = "uns/numbers/.zarray";
  private static final String V3 = "uns/numbers/zarr.json";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsAFolderOfAnyName(int version) throws IOException {
    Path store = ZarrCopy.folder(keys(version, ZarrPacking.ZSTD), folder.resolve("cells"));
    assertThat(ZarrFile.recognises(store)).isTrue();
    try (ZarrFile file = ZarrFile.open(store)) {
      assertThat(file.data().obs().names()).containsExactly("c0", "c1", "c2");
      assertThat(numbers(file)).isEqualTo(expected());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsAZipFileOfTheFolder(int version) throws IOException {
    SequencedMap<String, byte[]> within = new LinkedHashMap<>();
    keys(version, ZarrPacking.GZIP).forEach((key, bytes) -> within.put("cells.zarr/" + key, bytes));
    within.put("__MACOSX/._cells.zarr", new byte[3]);
    Path zip = ZarrCopy.zip(within, folder.resolve("cells"), true);
    try (DataFile file = DataFiles.open(zip, ReadOptions.defaults())) {
      assertThat(numbers(file)).isEqualTo(expected());
    }
  }

  @Test
  void takesTheLastOfEntriesOfOneName() throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, ZarrPacking.NONE);
    String stale = keys.firstEntry().getKey().replace(".zgroup", ".zgrouq");
    SequencedMap<String, byte[]> twice = new LinkedHashMap<>();
    twice.put(stale, "no JSON".getBytes(StandardCharsets.UTF_8));
    twice.putAll(keys);
    Path zip = ZarrCopy.zip(twice, folder.resolve("a.zip"), false);
    String bytes = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(stale);
    Files.write(zip, bytes.replace(stale, ".zgroup").getBytes(StandardCharsets.ISO_8859_1));
    try (ZarrFile file = ZarrFile.open(zip)) {
      assertThat(numbers(file)).isEqualTo(expected());
    }
  }

  @Test
  void knowsWhatIsNoStore() throws IOException {
    Path text = Files.writeString(folder.resolve("a.zarr.zip"), "text");
    Path empty = Files.createDirectory(folder.resolve("b.zarr"));
    Path zip = ZarrCopy.zip(Map.of("readme.txt", new byte[3]), folder.resolve("c.zip"), false);
    assertThat(ZarrFile.recognises(text)).isFalse();
    assertThat(ZarrFile.recognises(empty)).isFalse();
    assertThat(ZarrFile.recognises(zip)).isFalse();
    assertThat(ZarrFile.recognises(folder.resolve("missing"))).isFalse();
  }

  @Test
  void readsAModalityOfMuData() throws IOException {
    SequencedMap<String, byte[]> keys = new LinkedHashMap<>();
    keys.put(".zgroup", "{\"zarr_format\": 2}".getBytes(StandardCharsets.UTF_8));
    keys.put("mod/.zgroup", "{\"zarr_format\": 2}".getBytes(StandardCharsets.UTF_8));
    keys(2, ZarrPacking.NONE).forEach((key, bytes) -> keys.put("mod/rna/" + key, bytes));
    Path store = ZarrCopy.folder(keys, folder.resolve("mu.zarr"));
    ReadOptions options = ReadOptions.defaults();
    for (ReadOptions of : List.of(options, options.withModality("rna"))) {
      try (DataFile file = DataFiles.open(store, of)) {
        assertThat(numbers(file)).isEqualTo(expected());
      }
    }
    assertThatThrownBy(() -> DataFiles.open(store, options.withModality("atac")).close())
        .isInstanceOf(InputException.class)
        .hasMessage(store + ": has no modality 'atac'; choose one of: rna");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"compressor\": null', '\"compressor\": {\"id\": \"lzma\"}', packed with lzma",
    "'\"filters\": null', '\"filters\": [{\"id\": \"delta\"}]', the filter delta",
    "'\"<i4\"', '\"<M8[ns]\"', its elements are <M8[ns]",
    "'\"<i4\"', '\"<c16\"', its elements are <c16",
    "'\"<i4\"', '[[\"a\", \"<i4\"]]', its elements are records",
    "'\"order\": \"C\"', '\"order\": \"X\"', 'order'",
    "'\"chunks\": [2, 2]', '\"chunks\": [2]', its chunks have 1 axes",
    "'\"chunks\": [2, 2]', '\"chunks\": [0, 2]', its chunks are empty",
    "'\"chunks\": [2, 2]', '\"chunks\": [99999, 99999]', larger than 2 GiB",
    "'\"shape\": [3, 2]', '\"shape\": [4000000000, 4000000000]', too large",
    "'\"shape\": [3, 2]', '\"shape\": [3, -2]', 'shape'",
    "'\"fill_value\": 0', '\"fill_value\": \"x\"', 'fill_value'",
    "'\"shape\"', '\"shabe\"', have no 'shape'",
    "'{\"zarr_format\"', '{{\"zarr_format\"', no JSON from character 2",
  })
  void namesWhatItDoesNotReadOfVersion2(String good, String bad, String reason) throws IOException {
    assertUnreadable(changed(keys(2, ZarrPacking.NONE), V2, good, bad), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"name\": \"bytes\", ', '{\"name\": \"zfp\", ', packed with zfp",
    "'\"int32\"', '\"complex64\"', its elements are complex64",
    "'\"int32\"', '{\"name\": \"structured\", \"configuration\": {\"fields\": []}}', its elements"
        + " are records",
    "'\"endian\": \"little\"', '\"endian\": \"middle\"', 'endian'",
    "'\"regular\"', '\"rectangular\"', its chunk grid is rectangular",
    "'\"name\": \"default\"', '\"name\": \"hilbert\"', encoded as hilbert",
    "'\"separator\": \"/\"', '\"separator\": \"..\"', separated by '..'",
    "'\"codecs\": [{', '\"codecs\": [{\"name\": \"transpose\", \"configuration\": {\"order\": [1,"
        + " 1]}}, {', the order of its axes",
    "'\"storage_transformers\": []', '\"storage_transformers\": [{\"name\": \"x\"}]', storage"
        + " transformers",
    "'\"node_type\": \"array\"', '\"node_type\": \"tree\"', 'tree'",
  })
  void namesWhatItDoesNotReadOfVersion3(String good, String bad, String reason) throws IOException {
    assertUnreadable(changed(keys(3, ZarrPacking.NONE), V3, good, bad), reason);
  }

  @Test
  void tellsAnArrayWithoutMetadata() throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, ZarrPacking.NONE);
    assertThat(keys.remove(V2)).isNotNull();
    assertUnreadable(keys, "no zarr.json, .zarray or .zgroup is there");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, a chunk holds 15 of its 16 bytes",
    "GZIP, ends too early",
    "ZLIB, ends too early",
    "ZSTD, a chunk packed with zstd",
    "LZ4, a chunk packed with lz4",
    "BLOSC_COPY, a chunk packed with blosc",
    "BLOSC_ZSTD, a chunk packed with blosc",
  })
  void tellsATruncatedChunk(ZarrPacking packing, String reason) throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, packing);
    keys.compute("uns/numbers/0.0", (k, v) -> Arrays.copyOf(v, v.length - 1));
    assertDamaged(keys, "in its '0.0': ", reason);
  }

  @ParameterizedTest
  @CsvSource({
    "GZIP, more than its 16 bytes",
    "ZLIB, more than its 16 bytes",
    "ZSTD, more than its 16 bytes",
    "LZ4, more than its 16 bytes",
    "BLOSC_ZLIB, 4000 bytes in a chunk of 16",
  })
  void tellsAChunkThatHoldsMoreThanItsSize(ZarrPacking packing, String reason) throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, packing);
    keys.put("uns/numbers/0.0", packing.pack(new byte[4000], 4));
    assertDamaged(keys, "in its '0.0': ", reason);
  }

  @Test
  void tellsAWrongChecksumOfAChunkAndOfAnIndex() throws IOException {
    for (boolean atEnd : new boolean[] {false, true}) {
      SequencedMap<String, byte[]> keys =
          keys(ZarrLayout.of(3, ZarrPacking.ZSTD, 2, Option.SHARDS, Option.CHECKSUMS));
      keys.computeIfPresent(
          "uns/numbers/c/0/0",
          (k, v) -> {
            v[atEnd ? v.length - 10 : 10] ^= 1;
            return v;
          });
      assertDamaged(keys, "in its 'c/0/0': ", "a chunk packed with crc32c: the checksum is wrong");
    }
  }

  @Test
  void tellsAShardThatIsCutOff() throws IOException {
    for (int left : new int[] {0, 3, 40, 66}) {
      SequencedMap<String, byte[]> keys =
          keys(ZarrLayout.of(3, ZarrPacking.NONE, 2, Option.SHARDS, Option.INDEX_AT_START));
      keys.computeIfPresent("uns/numbers/c/0/0", (k, v) -> Arrays.copyOf(v, left));
      assertDamaged(keys, "in its 'c/0/0': ", "shard");
    }
  }

  @Test
  void tellsACompressedEntryOfAZipFileThatIsDamaged() throws IOException {
    Path zip = ZarrCopy.zip(keys(2, ZarrPacking.NONE), folder.resolve("a.zip"), false);
    byte[] bytes = Files.readAllBytes(zip);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("uns/numbers/0.0") + "uns/numbers/0.0".length() + 2;
    bytes[at] ^= 1;
    Files.write(zip, bytes);
    try (ZarrFile file = ZarrFile.open(zip)) {
      assertThatThrownBy(() -> numbers(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("/uns/numbers cannot be read")
          .hasMessageContaining("does not have its checksum in the zip file");
    }
  }

  @Test
  void makesNothingOfAHugeShapeAlone() throws IOException {
    SequencedMap<String, byte[]> keys =
        changed(
            keys(2, ZarrPacking.NONE),
            "obs/_index/.zarray",
            "\"shape\": [3]",
            "\"shape\": [2000000000]");
    changed(keys, "obs/_index/.zarray", "\"chunks\": [2]", "\"chunks\": [100000000]");
    keys.keySet().removeIf(k -> k.matches("obs/_index/[0-9]"));
    Path store = ZarrCopy.folder(keys, folder.resolve("a.zarr"));
    assertThatThrownBy(
            () -> {
              try (ZarrFile file = ZarrFile.open(store)) {
                file.data().obs().names();
              }
            })
        .isInstanceOf(InputException.class)
        .hasMessageContaining("/obs/_index")
        .hasMessageContaining("its shape is [2000000000], but at most 0 elements were written");
  }

  @Test
  void refusesAZipFileThatLeadsOutOfItself() throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, ZarrPacking.NONE);
    keys.put("obs/../../x", new byte[1]);
    Path zip = ZarrCopy.zip(keys, folder.resolve("a.zip"), false);
    assertThatThrownBy(() -> ZarrFile.open(zip))
        .isInstanceOf(InputException.class)
        .hasMessage(zip + ": its entry 'obs/../../x' leads out of the zip file; create it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a//b", "/etc"})
  void refusesConsolidatedMetadataThatLeadOut(String place) throws IOException {
    SequencedMap<String, byte[]> keys =
        keys(ZarrLayout.of(3, ZarrPacking.NONE, 2, Option.CONSOLIDATED));
    changed(keys, "zarr.json", "\"metadata\": {", "\"metadata\": {\"" + place + "\": {}, ");
    assertThatThrownBy(() -> ZarrFile.open(ZarrCopy.folder(keys, folder.resolve("a.zarr"))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("name '" + place + "', which is no place in it");
  }

  @Test
  void endsWhereGroupsLieTooDeep() throws IOException {
    SequencedMap<String, byte[]> keys = keys(2, ZarrPacking.NONE);
    StringBuilder place = new StringBuilder("uns");
    for (int depth = 1; depth < 80; depth++) {
      keys.put(place.append("/d") + "/.zgroup", keys.get(".zgroup"));
    }
    try (ZarrFile file = ZarrFile.open(ZarrCopy.zip(keys, folder.resolve("a.zip"), false))) {
      Element at = file.data().section(Section.UNS);
      int depth = 0;
      while (at instanceof ElementMap m) {
        at = m.get("d").orElseThrow();
        depth++;
      }
      assertThat(depth).isEqualTo(64);
      assertThat(((Unreadable) at).reason()).isEqualTo("it lies more than 64 groups deep");
    }
  }

  @Test
  void endsWhereFoldersFormACircle() throws IOException {
    Path store = ZarrCopy.folder(keys(2, ZarrPacking.NONE), folder.resolve("a.zarr"));
    Files.createSymbolicLink(store.resolve("uns/again"), store.resolve("uns"));
    try (ZarrFile file = ZarrFile.open(store)) {
      Optional<Element> at = Optional.of(file.data().section(Section.UNS));
      int depth = 0;
      while (at.isPresent() && at.get() instanceof ElementMap m) {
        at = m.get("again");
        depth++;
      }
      assertThat(depth).isBetween(2, 65);
    }
  }

  /** Columns of records, as NumPy has them, do no harm to others. */
  @ParameterizedTest
  @CsvSource({
    "2, obs/odd/.zarray, '\"<i4\"', '[[\"a\", \"<i4\"], [\"b\", \"|O\"]]'",
    "3, obs/odd/zarr.json, '\"int32\"', '{\"name\": \"structured\", \"configuration\": {}}'",
  })
  void leavesAColumnOfRecordsAlone(int version, String key, String good, String bad)
      throws IOException {
    AnnData data = Samples.named(3, 2);
    DataFrame obs = data.obs().with("odd", Values.of(1, 2, 3)).with("type", Values.of(4, 5, 6));
    Path plain = Samples.write(data.withObs(obs), folder.resolve("data.h5ad"));
    SequencedMap<String, byte[]> keys =
        ZarrCopy.of(plain, ZarrLayout.of(version, ZarrPacking.NONE, 2));
    Path store = ZarrCopy.folder(changed(keys, key, good, bad), folder.resolve("a.zarr"));
    try (ZarrFile file = ZarrFile.open(store)) {
      assertThat(file.data().obs().labels("type")).containsExactly("4", "5", "6");
      assertThat(file.data().obs().columns().get("odd"))
          .isEqualTo(
              new Unreadable("/obs/odd", "its elements are records, neither numbers nor texts"));
    }
  }

  @Test
  void tellsAStoreThatIsNoAnnData() throws IOException {
    Path store = Files.createDirectory(folder.resolve("a.zarr"));
    Files.writeString(store.resolve("zarr.json"), "{\"zarr_format\": 3, \"node_type\": \"group\"}");
    assertThatThrownBy(() -> ZarrFile.open(store))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not AnnData, but a Zarr store that holds (there are none)");
    Files.writeString(store.resolve("zarr.json"), "{");
    assertThatThrownBy(() -> ZarrFile.open(store))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("its structure cannot be read")
        .hasMessageContaining("no JSON from character 2 on");
  }

  private SequencedMap<String, byte[]> keys(int version, ZarrPacking packing) {
    return keys(ZarrLayout.of(version, packing, 2));
  }

  private SequencedMap<String, byte[]> keys(ZarrLayout layout) {
    AnnData data =
        Samples.named(3, 2).with(Section.UNS, "numbers", DenseArray.of(expected(), 3, 2));
    return ZarrCopy.of(Samples.write(data, folder.resolve("data.h5ad")), layout);
  }

  private static Values expected() {
    return Values.of(1, 22, 333, 4444, 55555, 666666);
  }

  private static Values numbers(DataFile file) {
    return ((DenseArray) file.data().get(Section.UNS, "numbers").orElseThrow()).all();
  }

  private static SequencedMap<String, byte[]> changed(
      SequencedMap<String, byte[]> keys, String key, String good, String bad) {
    String text = new String(keys.get(key), StandardCharsets.UTF_8);
    assertThat(text).contains(good);
    keys.put(key, text.replace(good, bad).getBytes(StandardCharsets.UTF_8));
    return keys;
  }

  private void assertUnreadable(Map<String, byte[]> keys, String reason) throws IOException {
    try (ZarrFile file = ZarrFile.open(ZarrCopy.folder(keys, folder.resolve("a.zarr")))) {
      Element element = file.data().get(Section.UNS, "numbers").orElseThrow();
      assertThat(element).isInstanceOf(Unreadable.class);
      assertThat(((Unreadable) element).path()).isEqualTo("/uns/numbers");
      assertThat(((Unreadable) element).reason()).contains(reason).doesNotContain("\n");
    }
  }

  private void assertDamaged(Map<String, byte[]> keys, String... parts) throws IOException {
    try (ZarrFile file = ZarrFile.open(ZarrCopy.folder(keys, folder.resolve("a.zarr")))) {
      assertThatThrownBy(() -> numbers(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("a.zarr: /uns/numbers cannot be read (")
          .hasMessageEndingWith("the store is damaged, copy or write it again")
          .hasMessageContainingAll(parts);
    }
  }
}
