package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFrame;

/** What a user gets for tables of homologs and labels, and columns, that cannot be used. */
class BadTablesTest {
  @TempDir private Path folder;
  private GoodInput in;

  @BeforeEach
  void copyGoodInput() throws IOException {
    in = GoodInput.in(folder);
  }

  @Test
  void namesOfGenesThatNoTableHas() {
    in.rewrite(
        data ->
            AnnData.of(
                    data.obs(),
                    DataFrame.of(
                        IntStream.range(0, data.genes()).mapToObj(g -> "ENS" + g).toList()))
                .withX(data.x().orElseThrow()));
    in.assertRefused(in.run(), "hu", "ENS0");
  }

  @Test
  void aTableWithElevenColumns() throws IOException {
    in.replaceLine("hu_to_mo.txt", 3, "g0.0\tg0.0\t72\t200\t50\t2\t1\t200\t1\t200\t0");
    in.assertRefused(in.run(), "hu_to_mo.txt", "3", "11");
  }

  @Test
  void textWhereANumberBelongs() throws IOException {
    in.replaceLine("mo_to_hu.txt", 2, "g0.0\tg0.0\t72\t200\t50\t2\t1\t200\t1\t200\t0\thigh");
    in.assertRefused(in.run(), "mo_to_hu.txt", "2", "high");
  }

  @Test
  void anEmptyTable() throws IOException {
    Files.writeString(in.maps().resolve("humo/hu_to_mo.txt"), "");
    in.assertRefused(in.run(), "hu_to_mo.txt", "empty");
  }

  @Test
  void aTableThatIsMissing() throws IOException {
    Files.delete(in.maps().resolve("humo/mo_to_hu.txt"));
    in.assertRefused(in.run(), "mo_to_hu.txt");
  }

  @Test
  void aTableOfLabelsThatLeavesCellsOut() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.tsv"), "hu_c0\tneuron\n");
    in.assertRefused(in.run("--labels", "hu=" + labels), "labels.tsv", "109 of the 110", "hu_c1");
  }

  @Test
  void aLabelThatIsGivenTwice() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.tsv"), "hu_c0\ta\n\nhu_c0\tb\n");
    in.assertRefused(in.run("--labels", "hu=" + labels), "labels.tsv", "line 3", "hu_c0");
  }

  @Test
  void aColumnThatDoesNotExist() {
    in.assertRefused(in.run("--labels", "hu=celltype"), "hu", "celltype", "cell_type");
    in.assertRefused(in.run("--clusters", "mo=leiden"), "mo", "leiden", "ref_leiden");
  }

  @Test
  void aColumnOfBatchesThatDoesNotExistOrHoldsNone() {
    in.assertRefused(
        in.run("--batch", "hu=donor"), in.hu() + ": obs has no column 'donor'", "cell_type");
    in.addColumn("chip", c -> "chip" + c);
    in.assertRefused(in.run("--batch", "hu=chip"), "'chip' has 110 different values for 110 cells");
    in.addColumn("donor", c -> c == 5 ? DataFrame.MISSING : "D" + c % 2);
    in.assertRefused(in.run("--batch", "hu=donor"), "no value for 1 of 110 cells, such as 'hu_c5'");
  }

  @Test
  void oneBatchIsToldAndChangesNothing() throws IOException {
    assertThat(in.run().status()).isZero();
    String before = Files.readString(in.out().resolve("mapping_scores.tsv"));
    in.addColumn("donor", c -> "D1");
    Outcome again = in.run("--batch", "hu=donor", "--force");
    assertThat(again.status()).isZero();
    assertThat(again.err())
        .contains(
            "warning: hu: %s: the batch column 'donor' has one value, 'D1'".formatted(in.hu()));
    assertThat(Files.readString(in.out().resolve("mapping_scores.tsv"))).isEqualTo(before);
    assertThat(Files.readString(in.out().resolve("run.json"))).contains("\"batch\": \"donor\"");
  }
}
