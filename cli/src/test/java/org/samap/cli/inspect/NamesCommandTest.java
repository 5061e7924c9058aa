package org.samap.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;

/** Names of sequences become genes of simulated data. */
class NamesCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void simulate() {
    assertThat(
            samap("simulate --species aa,bb --cells 60 --genes 300 --out TMP/data --quiet")
                .status())
        .isZero();
  }

  private Outcome samap(String command) {
    return Outcome.of(command.replace("TMP", folder.toString()).split(" "));
  }

  private Path table(String name) {
    return folder.resolve("data/maps/aabb").resolve(name);
  }

  /** Calls each gene of aa by two proteins in the tables, and writes these as FASTA. */
  private List<String> renameByProteins() throws IOException {
    List<String> there = Files.readAllLines(table("aa_to_bb.txt"));
    List<String> back = Files.readAllLines(table("bb_to_aa.txt"));
    List<String> genes = there.stream().map(row -> row.split("\t", 2)[0]).distinct().toList();
    List<String> fasta = new ArrayList<>();
    for (String gene : genes) {
      fasta.addAll(List.of(">P" + gene + ".1 pep gene:" + gene + ".7 x", "MKV"));
      fasta.addAll(List.of(">Q" + gene + ".1 pep gene:" + gene + ".7 x", "MKVL"));
    }
    Files.write(folder.resolve("aa.fa"), fasta);
    Files.write(
        table("aa_to_bb.txt"),
        there.stream().map(row -> "P" + row.replaceFirst("\t", ".1\t")).toList());
    Files.write(
        table("bb_to_aa.txt"),
        back.stream().map(row -> row.replaceFirst("\t(\\S+)\t", "\tP$1.1\t")).toList());
    return genes;
  }

  @Test
  void writesTheTableThatARunTakes() throws IOException {
    List<String> genes = renameByProteins();
    assertThat(genes).hasSizeGreaterThan(100);
    String plan =
        "plan --species aa=TMP/data/aa.h5ad --species bb=TMP/data/bb.h5ad --maps TMP/data/maps";
    assertThat(samap(plan).status()).isEqualTo(2);

    Outcome named =
        samap("names TMP/aa.fa --data TMP/data/aa.h5ad --out TMP/new/aa.tsv --fasta TMP/new/aa.fa");

    assertThat(named.err()).isEmpty();
    assertThat(named.status()).isZero();
    assertThat(named.out())
        .contains(genes.size() + "", "the field gene: of the header, without its version")
        .contains("give --names ID=" + folder.resolve("new/aa.tsv"));
    assertThat(Files.readAllLines(folder.resolve("new/aa.tsv")))
        .hasSize(2 * genes.size())
        .startsWith(
            "P%s.1\t%s".formatted(genes.getFirst(), genes.getFirst()),
            "Q%s.1\t%s".formatted(genes.getFirst(), genes.getFirst()));
    assertThat(Files.readAllLines(folder.resolve("new/aa.fa")))
        .hasSize(2 * genes.size())
        .startsWith(
            ">%s Q%s.1 pep gene:%s.7 x"
                .formatted(genes.getFirst(), genes.getFirst(), genes.getFirst()),
            "MKVL");
    Outcome planned = samap(plan + " --names aa=TMP/new/aa.tsv");
    assertThat(planned.err()).containsPattern("aa: \\d+ of the data's \\d+ genes \\(9\\d %\\)");
    assertThat(planned.status()).isZero();
  }

  @Test
  void sequencesThatLeadNowhereAreAMistake() throws IOException {
    Files.writeString(folder.resolve("aa.fa"), ">X1\nMK\n");
    Outcome named = samap("names TMP/aa.fa --data TMP/data/aa.h5ad --out TMP/aa.tsv");
    assertThat(named.status()).isEqualTo(2);
    assertThat(named.out()).contains("Without a gene: X1");
    assertThat(named.err()).startsWith("samap: error: no name of ").hasLineCount(1);
    assertThat(folder.resolve("aa.tsv")).doesNotExist();
  }

  @Test
  void takesDataThatAreAFolder() throws IOException {
    Path cells = Files.createDirectories(folder.resolve("cells"));
    Files.writeString(
        cells.resolve("matrix.mtx"),
        "%%MatrixMarket matrix coordinate integer general\n2 1 2\n1 1 4\n2 1 5\n");
    Files.writeString(cells.resolve("barcodes.tsv"), "AAAC\n");
    Files.writeString(cells.resolve("features.tsv"), "E1\tG1\nE2\tG2\n");
    Files.writeString(folder.resolve("aa.fa"), ">P1 gene_symbol:G1\nMK\n>P2 gene_symbol:G2\nMK\n");
    Outcome named = samap("names TMP/aa.fa --data TMP/cells --out TMP/new.tsv");
    assertThat(named.err()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("new.tsv"))).containsExactly("P1\tG1", "P2\tG2");
  }

  @Test
  void anAnnotationHasNoSequencesToRename() throws IOException {
    Files.writeString(folder.resolve("aa.tsv"), "T1\tG1\n");
    Outcome named =
        samap("names TMP/aa.tsv --data TMP/data/aa.h5ad --out TMP/new.tsv --fasta TMP/new.fa");
    assertThat(named.status()).isEqualTo(2);
    assertThat(named.err()).contains("--fasta: ", "holds no sequences; give FASTA").hasLineCount(1);
  }
}
