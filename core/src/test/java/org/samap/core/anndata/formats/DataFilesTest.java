package org.samap.core.anndata.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFile;
import org.samap.core.golden.Golden;
import org.samap.core.run.InputException;

class DataFilesTest {
  private static final ReadOptions DEFAULTS = ReadOptions.defaults();

  @TempDir Path folder;

  @Test
  void opensAnnDataWhateverItIsCalled() throws IOException {
    try (Golden golden = Golden.mini()) {
      Path copy = Files.copy(golden.folder().resolve("hu.h5ad"), folder.resolve("human.txt"));
      try (DataFile file = DataFiles.open(copy, DEFAULTS)) {
        assertThat(file).isInstanceOf(AnnDataFile.class);
        assertThat(file.path()).isEqualTo(copy);
        assertThat(file.data().cells()).isPositive();
      }
    }
  }

  @Test
  void tellsWhatCanBeChosen() throws IOException {
    Path old = TenXSample.genomes(folder.resolve("old.h5"), "hg19", "mm10");
    assertThat(DataFiles.choices(old))
        .containsExactlyInAnyOrder(ReadChoice.GENOME, ReadChoice.GENE_NAMES);
    Path muData = MuDataFileTest.write(folder.resolve("m.h5mu"), new String[] {"c1"}, "rna");
    assertThat(DataFiles.choices(muData)).containsExactly(ReadChoice.MODALITY);
    Path text = Files.writeString(folder.resolve("t.csv"), "g,c\nA,1\n");
    assertThat(DataFiles.choices(text)).isEmpty();
    try (DataFile open = DataFiles.open(text, DEFAULTS)) {
      assertThat(open.canBeTransposed()).isTrue();
    }
    try (Golden golden = Golden.mini()) {
      assertThat(DataFiles.choices(golden.folder().resolve("hu.h5ad"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "worm_neuron_cell.h5, 'is an HDF5 file of no known layout, with X, Y, which is not read'"
  })
  void saysHowToConvertOtherHdf5(String name, String message) {
    assertRefused(Golden.shared("data/io_conformance").resolve(name), message);
  }

  /** The first bytes of files. */
  @ParameterizedTest
  @CsvSource({
    "580a00000003000402, convert it through anndataR",
    "524458330a580a, convert it through anndataR",
    "d0cf11e0a1b11ae1, is an Excel workbook",
    "425a68393141592653, unpack it with bunzip2",
    "fd377a585a000004, unpack it with unxz",
    "28b52ffd04003100, unpack it with unzstd",
    "0001020300, is of an unknown format"
  })
  void saysHowToConvertOrUnpack(String bytes, String message) throws IOException {
    byte[] start = HexFormat.of().parseHex(bytes);
    assertRefused(Files.write(folder.resolve("a.h5ad"), start), message);
    assertRefused(Files.write(folder.resolve("b.h5ad"), gzip(start)), message);
  }

  @Test
  void looksIntoArchives() throws IOException {
    assertRefused(zip("a.xlsx", "[Content_Types].xml"), "is an Excel workbook");
    assertRefused(zip("b.zip", "b.zarr/zarr.json"), "no JSON from character 1 on");
    assertRefused(zip("c.zip", "readme.txt"), "unpack it with unzip");
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
    assertRefused(Files.write(folder.resolve("d.tar"), tar), "unpack it with tar");
    assertRefused(Files.write(folder.resolve("d.tar.gz"), gzip(tar)), "unpack it with tar");
  }

  @Test
  void asksToUnpackAnnData() throws IOException {
    try (Golden golden = Golden.mini()) {
      byte[] whole = Files.readAllBytes(golden.folder().resolve("hu.h5ad"));
      Path packed = Files.write(folder.resolve("hu.h5ad.gz"), gzip(whole));
      assertRefused(packed, "is an HDF5 file compressed with gzip, which is not read; unpack it");
    }
  }

  @Test
  void recognisesFolders() throws IOException {
    Path zarr = Files.createDirectory(folder.resolve("a"));
    Files.createFile(zarr.resolve("zarr.json"));
    assertRefused(zarr, "its structure cannot be read (its metadata are no JSON");
    Path soma = Files.createDirectory(folder.resolve("b"));
    Files.createFile(soma.resolve("__tiledb_group.tdb"));
    assertRefused(soma, "is TileDB-SOMA, which is not read; export it to .h5ad");
    assertRefused(
        Files.createDirectory(folder.resolve("c")), "is a folder without cells in a known format");
  }

  @Test
  void refusesWhatIsMissingOrEmpty() throws IOException {
    assertRefused(folder.resolve("none.h5ad"), "no such file; check the name");
    assertRefused(Files.createFile(folder.resolve("empty.h5ad")), "is empty");
    assertRefused(Files.write(folder.resolve("e.gz"), gzip(new byte[0])), "is empty");
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private Path zip(String name, String entry) throws IOException {
    Path path = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
      zip.putNextEntry(new ZipEntry("first"));
      zip.putNextEntry(new ZipEntry(entry));
    }
    return path;
  }

  private static void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> DataFiles.open(path, DEFAULTS).close())
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message);
  }
}
