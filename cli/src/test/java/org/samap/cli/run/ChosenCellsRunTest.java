package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.DataFrame;

/** A run of some cells of each species. */
class ChosenCellsRunTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private Path folder;
  private Path out = Path.of("");

  @BeforeEach
  void setOut() {
    out = folder.resolve("out");
  }

  @Test
  void mapsAtMostSomeCellsOfEachLabelAndWritesThoseAlone() {
    Outcome ended = run("run", "--subsample", "hu=12", "--labels", "hu=cell_type");
    assertThat(ended.status()).as(ended.err()).isZero();
    DataFrame all = obs(MINI.resolve("hu.h5ad"));
    DataFrame kept = obs(out.resolve("hu.h5ad"));
    List<String> labels = kept.labels("cell_type");
    Set<String> types = new TreeSet<>(labels);
    assertThat(types).hasSizeGreaterThan(1).isEqualTo(new TreeSet<>(all.labels("cell_type")));
    for (String type : types) {
      assertThat(Collections.frequency(labels, type))
          .isEqualTo(Math.min(12, Collections.frequency(all.labels("cell_type"), type)));
    }
    assertThat(kept.names()).isSubsetOf(all.names()).hasSizeLessThan(all.rows());
    DataFrame combined = obs(out.resolve("samap.h5ad"));
    assertThat(combined.rows()).isEqualTo(kept.rows() + obs(MINI.resolve("mo.h5ad")).rows());
    assertThat(combined.labels("label").subList(0, kept.rows())).isEqualTo(labels);
    assertThat(combined.labels("hu_cell_type").subList(0, kept.rows())).isEqualTo(labels);
  }

  @Test
  void plansForTheDrawnCells() {
    Outcome ended = run("plan", "--subsample", "30");
    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.out().lines().filter(line -> line.matches("(hu|mo) +30 .*"))).hasSize(2);
  }

  @Test
  void refusesToLeaveOutCellsOfAFinishedAnalysis() {
    Path hu = folder.resolve("hu.h5ad");
    assertThat(
            Outcome.of(
                    "sam", "" + MINI.resolve("hu.h5ad"), "--out", "" + hu, "--no-umap", "--quiet")
                .status())
        .isZero();
    Outcome ended =
        Outcome.of(
            "run",
            "--species",
            "hu=" + hu,
            "--species",
            "mo=" + MINI.resolve("mo.h5ad"),
            "--maps",
            "" + MINI.resolve("maps"),
            "--out",
            "" + out,
            "--min-genes",
            "5",
            "--quiet");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .contains("hu.h5ad: holds a finished SAM result of all its cells, so --min-genes");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesLimitsThatAreNoWholeNumbersFromTheirLeast() {
    assertThat(run("run", "--min-counts", "hu=-1").err()).contains("--min-counts is -1");
    assertThat(run("run", "--min-genes", "few").err()).contains("--min-genes is 'few'");
    assertThat(run("run", "--subsample", "0").err()).contains("--subsample is 0");
    assertThat(run("run", "--subsample", "xx=3").err()).contains("--subsample", "'xx'");
    assertThat(out).doesNotExist();
  }

  private Outcome run(String command, String... more) {
    List<String> args =
        new ArrayList<>(List.of(command, "--maps", MINI.resolve("maps").toString()));
    args.addAll(List.of("--species", "hu=" + MINI.resolve("hu.h5ad")));
    args.addAll(List.of("--species", "mo=" + MINI.resolve("mo.h5ad")));
    args.addAll(List.of("--out", out.toString(), "--no-umap", "--quiet"));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private static DataFrame obs(Path file) {
    try (AnnDataFile open = AnnDataFile.open(file)) {
      return open.data().obs().inMemory();
    }
  }
}
