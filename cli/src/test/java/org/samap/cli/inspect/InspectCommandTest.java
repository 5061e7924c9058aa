package org.samap.cli.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

class InspectCommandTest {
  private static final List<String> GENES =
      IntStream.range(0, 10).mapToObj("ENSG0000014151%d.18"::formatted).toList();

  @TempDir private Path folder;

  private Outcome samap(String command) {
    return Outcome.of(command.replace("TMP", folder.toString()).split(" "));
  }

  /** Writes cells of these genes, with names that only versions tell from those of tables. */
  private void write(String name, float... values) {
    int cells = values.length / GENES.size();
    AnnData data =
        AnnData.of(
                DataFrame.of(IntStream.range(0, cells).mapToObj(c -> "c" + c).toList()),
                DataFrame.of(GENES))
            .withX(DenseArray.of(FloatMatrix.of(cells, GENES.size(), values)));
    try (Workers workers = Workers.of(1)) {
      AnnDataWriter.write(data, folder.resolve(name), workers);
    }
  }

  /** The values of two cells, of which the second has none. */
  private static float[] rows(float... oneRow) {
    float[] all = new float[2 * GENES.size()];
    System.arraycopy(oneRow, 0, all, 0, oneRow.length);
    return all;
  }

  private String inspected(float... values) {
    write("one.h5ad", rows(values));
    Outcome outcome = samap("inspect TMP/one.h5ad");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    return outcome.out();
  }

  @Test
  void tellsCountsAndEmptyCellsAndTheKindOfNames() {
    assertThat(inspected(1, 0, 7))
        .contains("cells       2, of which 1 are empty and left out")
        .contains("genes       10, Ensembl genes with version (100 %)")
        .contains("values      X: counts (all values are whole numbers, up to 7)");
  }

  @Test
  void tellsDataWithoutCountsOrCells() {
    assertThat(inspected(0)).contains("X: counts (but all are 0, so no cell can be used)");
    write("none.h5ad");
    assertThat(samap("inspect TMP/none.h5ad").out()).contains("cells       none");
  }

  @Test
  void tellsLoggedValuesAndWhatTheySumTo() {
    assertThat(inspected((float) Math.log1p(9000), (float) Math.log1p(1000)))
        .contains("X: logged (2 of 2 values are not whole numbers, and none is above 9.1")
        .contains("undoing log(x + 1), every cell sums to 10000)");
  }

  @Test
  void tellsScaledAndNormalisedValues() {
    assertThat(inspected(-1.5f, 2.25f)).contains("X: scaled (1 values are negative, down to -1.5)");
    assertThat(inspected(120.5f, 3))
        .contains("X: normalised (1 of 2 values are not whole numbers, and they go up to 120.5)");
  }

  @Test
  void tellsHowTablesMatchAndWhatWouldMatchMore() throws IOException {
    write("aa.h5ad", rows(1, 2, 3));
    write("bb.h5ad", rows(3, 4, 5));
    Path maps = Files.createDirectories(folder.resolve("maps/aabb"));
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (String gene : GENES.subList(0, 8)) {
      String other = gene.replace(".18", ".17");
      String rest = "\t90\t100\t0\t0\t1\t100\t1\t100\t1e-50\t200\n";
      there.append(other).append('\t').append(gene).append(rest);
      back.append(gene).append('\t').append(other).append(rest);
    }
    Files.writeString(maps.resolve("aa_to_bb.txt"), there);
    Files.writeString(maps.resolve("bb_to_aa.txt"), back);
    Outcome outcome =
        samap("inspect --species aa=TMP/aa.h5ad --species bb=TMP/bb.h5ad --maps TMP/maps");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .containsPattern("aa to bb +8 +8 +8 +8 +8\\R")
        .contains("matching    0: 0 % of the data's genes and 0 % of the tables' names")
        .contains("only there  ENSG00000141510.17, ENSG00000141511.17, ENSG00000141512.17, ...")
        .contains("only here   ENSG00000141510.18, ")
        .contains(
            "the name as it is, both without versions, 8 genes match instead of 0: samap run"
                + " --fix-names auto")
        .contains("matching    8: 80 % of the data's genes and 100 % of the tables' names");
  }

  @Test
  void tellsLinksThroughAThirdSpecies() throws IOException {
    write("aa.h5ad", rows(1, 2, 3));
    Path there = folder.resolve("there.tsv");
    Path back = folder.resolve("back.tsv");
    Files.writeString(there, GENES.getFirst() + "\tM\n");
    Files.writeString(back, "M\t" + GENES.getLast() + "\n");
    Outcome outcome =
        samap(
            "inspect --species aa=TMP/aa.h5ad --species bb=TMP/aa.h5ad --through mm"
                + " --pairs aa,mm=TMP/there.tsv --pairs mm,bb=TMP/back.tsv");
    assertThat(outcome.out()).containsPattern("aa to bb +- +- +1 +1 +1 +through mm\\R");
  }

  @Test
  void tellsOfATableThatIsMissingInOneLine() throws IOException {
    write("aa.h5ad", rows(1));
    Files.createDirectories(folder.resolve("maps"));
    Outcome outcome =
        samap("inspect --species aa=TMP/aa.h5ad --species bb=TMP/aa.h5ad --maps TMP/maps");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("samap: error: " + folder.resolve("maps") + " has no table of the genes of aa")
        .contains("it holds nothing");
    assertThat(outcome.out()).contains("X: counts");
  }

  @Test
  void tellsWhichCellsAreLeftOutWithTheOptionsOfARun() {
    write("one.h5ad", rows(1, 0, 7));
    assertThat(samap("inspect TMP/one.h5ad --min-genes 3 --layer X").out())
        .contains("cells       2, of which 1 are empty and left out")
        .contains("left out    1 with fewer than 3 genes");
    assertThat(samap("inspect TMP/one.h5ad --layer other").err())
        .startsWith("samap: error: ")
        .contains("one.h5ad: there is no matrix 'other'");
  }

  @Test
  void readsOtherFormatsAsARunDoes() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "cell,a,b,c\nc1,1,2,3\nc2,4,5,6\n");
    assertThat(samap("inspect --species hs=TMP/t.csv").out())
        .contains("cells       3,", "genes       2,");
    assertThat(samap("inspect --species hs=TMP/t.csv --transpose hs").out())
        .contains("cells       2,", "genes       3,");
  }

  @Test
  void tellsWhatSeveralFilesOfASpeciesShare() throws IOException {
    Files.writeString(folder.resolve("s1.csv"), "gene,c1,c2\na,1,2\nb,1,2\n");
    Files.writeString(folder.resolve("s2.csv"), "gene,c1\na,1\nc,2\n");
    assertThat(samap("inspect --species hs=TMP/s1.csv --species hs=TMP/s2.csv").out())
        .contains("  " + folder.resolve("s1.csv"), "  " + folder.resolve("s2.csv"))
        .contains("cells       3 in 2 files")
        .contains("genes       1 in common, 3 together; 1 are used");
  }

  @Test
  void tellsWhatSeveralFilesShareWithoutVersionsAndCountsSoWhenTold() throws IOException {
    Files.writeString(
        folder.resolve("s1.csv"), "gene,c1\nENSG00000000003.14,1\nENSG00000000005.6,2\n");
    Files.writeString(
        folder.resolve("s2.csv"), "gene,d1\nENSG00000000003.15,1\nENSG00000000005.6,2\n");
    String command = "inspect --species hs=TMP/s1.csv --species hs=TMP/s2.csv";
    assertThat(samap(command).out())
        .contains("genes       1 in common, 3 together; 1 are used")
        .contains("remedy      2 in common without the versions of Ensembl ids: --fix-names auto");
    assertThat(samap(command + " --fix-names auto").out())
        .contains("genes       2 in common, 2 together; 2 are used")
        .doesNotContain("remedy");
  }

  @Test
  void tellsRepeatedAndEmptyNames() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "gene,c,d,c\na,1,2,3\n,1,2,3\n,4,5,6\na,1,1,1\n");
    assertThat(samap("inspect TMP/t.csv").out())
        .contains("names       cells: 1 names are repeated (c); -1, -2, ... is appended")
        .contains("names       genes: 2 names are repeated ('', a); -1, -2, ... is appended");
    Files.writeString(folder.resolve("u.csv"), "gene,c,d\na,1,2\n,1,2\n");
    assertThat(samap("inspect TMP/u.csv").out())
        .contains("names       genes: the name at position 2 is empty")
        .doesNotContain("repeated");
  }

  @Test
  void tellsWhatSequencesAreAndWhichCommandsTakeThem() throws IOException {
    Path fasta = folder.resolve("a.fa");
    Files.writeString(fasta, ">ENSP00000269305.4 gene\nMEEPQSDPSV\n>ENSP00000000233.5\nMGLTVS\n");
    Outcome outcome = samap("inspect TMP/a.fa");
    assertThat(outcome.status()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("sequences   2 of proteins, 16 letters")
        .contains("samap blast --species ID=" + fasta)
        .contains("samap names " + fasta + " --data FILE");
    assertThat(samap("inspect --species hs=TMP/a.fa").err())
        .contains("a.fa: is a file of sequences (FASTA), which is not read; give the cells here");
  }

  @Test
  void tellsWhatARunDoesWithPairsAndNamesAndChangedNames() throws IOException {
    write("aa.h5ad", rows(1, 2, 3));
    write("bb.h5ad", rows(3, 4, 5));
    StringBuilder pairs = new StringBuilder();
    StringBuilder names = new StringBuilder();
    for (String gene : GENES.subList(0, 6)) {
      pairs.append(gene.replace(".18", ".17")).append('\t').append(gene).append('\n');
      names.append(gene.replace(".18", ".17")).append('\t').append(gene).append('\n');
    }
    Files.writeString(folder.resolve("pairs.tsv"), pairs);
    Files.writeString(folder.resolve("names.tsv"), names);
    String command =
        "inspect --species aa=TMP/aa.h5ad --species bb=TMP/bb.h5ad --pairs aa,bb=TMP/pairs.tsv";
    Outcome plain = samap(command);
    assertThat(plain.status()).as(plain.err()).isZero();
    assertThat(plain.out())
        .containsPattern("aa to bb +- +- +6 +6 +6 +pairs.tsv\\R")
        .contains("In a run with these options")
        .contains("fails: aa: 0 of the data's 10 genes (0 %) are in the homology graph");
    assertThat(samap(command + " --names aa=TMP/names.tsv").out())
        .contains("In a run with these options")
        .doesNotContain("fails:");
    assertThat(samap(command + " --fix-names auto").out())
        .contains("  aa: names changed: ")
        .doesNotContain("fails:");
  }
}
