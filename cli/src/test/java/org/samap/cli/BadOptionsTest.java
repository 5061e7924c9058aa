package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user gets for options that cannot be used. */
class BadOptionsTest {
  @TempDir private Path folder;
  private GoodInput in;

  @BeforeEach
  void copyGoodInput() throws IOException {
    in = GoodInput.in(folder);
  }

  @Test
  void twoIdsThatNameTheSameFiles() {
    in.assertRefused(in.run("--species", "HU=" + in.mo()), "'hu'", "'HU'");
  }

  @Test
  void twoIdsThatCouldOwnOneName() {
    in.assertRefused(in.run("--species", "hu_2=" + in.mo()), "'hu'", "'hu_2'");
  }

  @Test
  void aFileOfASpeciesThatIsGivenTwice() {
    in.assertRefused(
        in.run("--species", "hu=" + in.hu()), "hu.h5ad is given twice for one species");
  }

  @Test
  void transposingAFormatThatTellsItsAxes() {
    in.assertRefused(
        in.run("--transpose", "hu"), in.hu().toString(), "so --transpose has no effect");
  }

  @ParameterizedTest
  @CsvSource({
    "--genome, GRCh38",
    "--feature-type, Peaks",
    "--gene-names, ids",
    "--modality, rna",
  })
  void aChoiceThatTheFormatDoesNotLeave(String option, String value) {
    in.assertRefused(
        in.run(option, "hu=" + value),
        "%s hu=%s: the format of %s leaves no such choice; leave it out"
            .formatted(option, value, in.hu()));
  }

  @Test
  void aChoiceForAllSpeciesIsForThoseThatHaveIt() {
    assertThat(in.run("--gene-names", "ids", "--modality", "rna").status()).isZero();
  }

  @Test
  void numbersBeyondAllReason() {
    in.assertRefused(in.run("--hops", "2147483647"), "--hops");
    in.assertRefused(in.run("--cross-k", "2147483647"), "--cross-k");
    in.assertRefused(in.run("--max-neighborhood", "-1"), "--max-neighborhood");
  }

  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    GoodInput blocked = new GoodInput(in.hu(), in.mo(), in.maps(), file.resolve("out"));
    blocked.assertRefused(blocked.run(), "out");
    assertThat(file).content(StandardCharsets.UTF_8).isEqualTo("not a folder");
  }

  @Test
  void resultsThatWouldReplaceTheInput() throws IOException {
    byte[] before = Files.readAllBytes(in.hu());
    in.assertRefused(
        Outcome.of(
            "run",
            "--species",
            "hu=" + in.hu(),
            "--species",
            "mo=" + in.mo(),
            "--maps",
            "" + in.maps(),
            "--out",
            "" + folder,
            "--quiet"),
        "hu.h5ad",
        "--out");
    in.assertRefused(Outcome.of("sam", "" + in.hu(), "--out", "" + in.hu()), "hu.h5ad", "--out");
    assertThat(in.hu()).hasBinaryContent(before);
  }
}
