package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.Section;
import org.samap.core.run.Workers;

/** What a user gets for results of earlier commands that cannot be used. */
class BadRunsTest {
  @TempDir private Path folder;
  private GoodInput in;

  @BeforeEach
  void copyGoodInput() throws IOException {
    in = GoodInput.in(folder);
  }

  @Test
  void scoresOfAFolderThatHoldsNoRun() {
    in.assertRefused(
        Outcome.of("scores", "" + folder, "--labels", "hu=cell_type", "--out", "" + in.out()),
        "samap.h5ad");
  }

  @Test
  void scoresMakeTheirOwnFolder() {
    assertThat(in.run().status()).isZero();
    Outcome ended = Outcome.of("scores", "" + in.out(), "--labels", "hu=cell_type", "--quiet");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(in.out().resolve("scores/mapping_scores.tsv")).exists();
    assertThat(in.out().resolve("scores/mapping_table.tsv")).exists();
  }

  private Outcome afterARun(String... command) {
    if (!Files.exists(in.out())) {
      assertThat(in.run("--labels", "hu=cell_type", "--labels", "mo=cell_type").status()).isZero();
    }
    return Outcome.of(command);
  }

  /** One line about the mistake, and the run as it was. */
  private void assertRefusedAfterARun(Outcome ended, String... says) {
    assertThat(ended.err()).contains(says).startsWith("samap: error: ").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(in.out().toFile().list())
        .doesNotContain("scores", "transfer")
        .noneMatch(name -> name.startsWith("."));
  }

  @Test
  void aColumnOfLabelsThatARunDoesNotHave() {
    for (String command : List.of("scores", "transfer")) {
      assertRefusedAfterARun(
          afterARun(command, "" + in.out(), "--labels", "mo=celltype", "--quiet"),
          "mo: obs has no column 'celltype'",
          "cell_type");
    }
  }

  @Test
  void anIterationThatARunDidNotMake() {
    assertRefusedAfterARun(
        afterARun("scores", "" + in.out(), "--iteration", "4", "--quiet"),
        "has no iteration 4; choose one from 1 to 3");
  }

  @Test
  void aRunOfAnOlderLayout() throws IOException {
    assertThat(in.run().status()).isZero();
    Path combined = in.out().resolve("samap.h5ad");
    try (Workers workers = Workers.of(1)) {
      AnnData older;
      try (AnnDataFile open = AnnDataFile.open(combined)) {
        AnnData data = open.data().sectionsInMemory();
        older =
            AnnData.of(data.obs(), data.var())
                .with(
                    Section.OBSP,
                    "connectivities",
                    data.get(Section.OBSP, "connectivities").orElseThrow());
      }
      AnnDataWriter.write(older, combined, workers);
    }
    for (String command : List.of("scores", "transfer")) {
      assertRefusedAfterARun(
          Outcome.of(command, "" + in.out(), "--quiet"),
          "samap.h5ad: has no uns/mapping_",
          "repeat the run");
    }
  }

  @Test
  void aFileToClusterThatHoldsNoGraph() throws IOException {
    byte[] before = Files.readAllBytes(in.hu());
    in.assertRefused(
        Outcome.of("cluster", "" + in.hu(), "--k", "5", "--in-place", "--quiet"),
        "hu.h5ad",
        "obsp/connectivities");
    assertThat(in.hu()).hasBinaryContent(before);
  }

  @Test
  void moreClustersThanCells() {
    Path sam = folder.resolve("sam.h5ad");
    assertThat(Outcome.of("sam", "" + in.hu(), "--out", "" + sam, "--no-umap", "--quiet").status())
        .isZero();
    in.assertRefused(
        Outcome.of("cluster", "" + sam, "--k", "111", "--in-place", "--quiet"),
        "--k is 111",
        "has only 110 cells");
    in.assertRefused(
        Outcome.of("cluster", "" + sam, "--k", "5", "--key", "_index", "--in-place", "--quiet"),
        "--key is '_index'",
        "names of the cells");
  }

  @Test
  void aFileToClusterAndNoPlaceForTheResult() throws IOException {
    byte[] before = Files.readAllBytes(in.hu());
    String[] neither = {"cluster", "" + in.hu(), "--k", "5", "--quiet"};
    in.assertRefused(Outcome.of(neither), "cluster needs --out FILE", "or --in-place to change ");
    in.assertRefused(
        Outcome.of("cluster", "" + in.hu(), "--k", "5", "--out", "" + in.hu(), "--quiet"),
        "--out is " + in.hu(),
        "--in-place");
    assertThat(in.hu()).hasBinaryContent(before);
  }
}
