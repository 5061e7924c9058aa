package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/** A run with a species in two files, of different formats. */
class SeveralFilesRunTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  /** The cells of the first file. */
  private static final int FIRST = 60;

  @TempDir private Path folder;
  private Path whole = Path.of("");
  private Path first = Path.of("");
  private Path second = Path.of("");

  @BeforeEach
  void cutASpeciesInTwo() throws IOException {
    whole = MINI.resolve("hu.h5ad");
    first = folder.resolve("first.h5ad");
    second = folder.resolve("second.csv");
    try (AnnDataFile file = AnnDataFile.open(whole);
        Workers workers = Workers.of(1)) {
      AnnData data = file.data();
      float[] values = dense(data);
      int[] head = IntStream.range(0, FIRST).toArray();
      int genes = data.genes();
      AnnDataWriter.write(
          AnnData.of(data.obs().inMemory().select(head), DataFrame.of(data.var().names()))
              .withX(DenseArray.of(Values.of(Arrays.copyOf(values, FIRST * genes)), FIRST, genes)),
          first,
          workers);
      List<String> lines = new ArrayList<>();
      lines.add("," + String.join(",", data.var().names()));
      for (int c = FIRST; c < data.cells(); c++) {
        StringBuilder line = new StringBuilder(data.obs().names().get(c));
        for (int g = 0; g < genes; g++) {
          line.append(',').append((int) values[c * genes + g]);
        }
        lines.add(line.toString());
      }
      Files.write(second, lines);
    }
  }

  private static float[] dense(AnnData data) {
    if (data.x().orElseThrow() instanceof DenseArray a) {
      return a.all().floats();
    }
    SparseArray x = (SparseArray) data.x().orElseThrow();
    float[] dense = new float[data.cells() * data.genes()];
    SparseMatrix rows = x.toSparseMatrix();
    for (int r = 0; r < rows.rows(); r++) {
      for (int p = rows.offset(r); p < rows.offset(r + 1); p++) {
        dense[r * data.genes() + rows.index(p)] = rows.value(p);
      }
    }
    return dense;
  }

  @Test
  void givesTheScoresOfOneFileAndTellsWhereEachCellIsFrom() throws IOException {
    String expected = scores("one", "--species", "hu=" + whole);
    assertThat(expected.lines()).hasSizeGreaterThan(2);
    assertThat(
            scores(
                "two",
                "--species",
                "hu=" + first,
                "--species",
                "hu=" + second,
                "--transpose",
                "hu"))
        .isEqualTo(expected);
    try (AnnDataFile file = AnnDataFile.open(folder.resolve("two/hu.h5ad"))) {
      DataFrame obs = file.data().obs();
      assertThat(obs.labels("sample").subList(0, FIRST)).containsOnly("first");
      assertThat(obs.labels("sample").subList(FIRST, obs.rows()))
          .isNotEmpty()
          .containsOnly("second");
      assertThat(obs.labels("cell_type").subList(FIRST, obs.rows())).containsOnly("nan");
    }
    String report = Files.readString(folder.resolve("two/run.json"));
    assertThat(report).contains("\"files\": [", "\"joinGenes\": \"intersection\"", "first.h5ad");
    assertThat(report.substring(report.indexOf("\"inputs\"")))
        .contains("first.h5ad", "second.csv", "mo.h5ad");
    assertThat(Files.readString(folder.resolve("one/run.json")))
        .contains("\"file\": \"" + whole + "\"")
        .doesNotContain("\"files\"");
  }

  @Test
  void takesTheFileAsBatch() {
    Outcome ended =
        run(
            "batches",
            "--species",
            "hu=" + first,
            "--species",
            "hu=" + second,
            "--transpose",
            "hu",
            "--batch",
            "hu=sample");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(folder.resolve("batches/samap.h5ad")).exists();
  }

  @Test
  void warnsOfVersionsThatSetTheGenesApartAndIgnoresThemWhenTold() throws IOException {
    Path a = folder.resolve("a.csv");
    Path b = folder.resolve("b.csv");
    versions(a, 14);
    versions(b, 15);
    Path pairs = folder.resolve("pairs.tsv");
    Files.writeString(pairs, id(0) + ".14\t" + id(0) + "\n" + id(1) + ".14\t" + id(1) + "\n");
    List<String> plan =
        new ArrayList<>(
            List.of("plan", "--species", "hs=" + a, "--species", "hs=" + b, "--species"));
    Path other = folder.resolve("other.csv");
    Files.writeString(other, "gene,d0,d1\n" + id(0) + ",1,2\n" + id(1) + ",3,1\n");
    plan.addAll(List.of("mm=" + other, "--pairs", "hs,mm=" + pairs));
    String remedy = " and 1 more have 1 genes in common, but 3 without the versions of Ensembl ids";
    assertThat(Outcome.of(plan.toArray(String[]::new)).err())
        .contains("warning: " + a + remedy + "; fix-names auto joins them so");
    plan.addAll(List.of("--fix-names", "auto"));
    Outcome fixed = Outcome.of(plan.toArray(String[]::new));
    assertThat(fixed.status()).as(fixed.err()).isZero();
    assertThat(fixed.err()).doesNotContain(remedy).contains("hs: 2 of the data's 3 genes");
    assertThat(fixed.out()).containsPattern("hs +4 +3 ");
    String[] sam = {
      "sam", a.toString(), b.toString(), "--out", folder.resolve("s.h5ad").toString()
    };
    assertThat(Outcome.of(sam).err()).contains("warning: " + a + remedy);
  }

  private static String id(int gene) {
    return "ENSG0000000000" + gene;
  }

  /** Two cells with two genes of one version, and one that is the same in all files. */
  private static void versions(Path file, int version) throws IOException {
    String sample = "" + version;
    Files.writeString(
        file,
        "gene,c%s,d%s\n%s.%d,1,2\n%s.%d,3,4\n%s,2,2\n"
            .formatted(sample, sample, id(0), version, id(1), version, id(2)));
  }

  private String scores(String name, String... species) throws IOException {
    Outcome ended = run(name, species);
    assertThat(ended.status()).as(ended.err()).isZero();
    return Files.readString(folder.resolve(name).resolve("mapping_scores.tsv"));
  }

  private Outcome run(String name, String... species) {
    List<String> args = new ArrayList<>(List.of("run"));
    args.addAll(List.of(species));
    args.addAll(List.of("--species", "mo=" + MINI.resolve("mo.h5ad")));
    args.addAll(List.of("--maps", MINI.resolve("maps").toString()));
    args.addAll(List.of("--out", folder.resolve(name).toString(), "--no-umap", "--quiet"));
    return Outcome.of(args.toArray(String[]::new));
  }
}
