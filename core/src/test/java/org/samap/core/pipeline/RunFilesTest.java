package org.samap.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What in a folder is samap's and goes, and what is the user's and stays. */
class RunFilesTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.createFile(file);
  }

  /** A run of aa and b.b, whose combined file cannot be read any more. */
  private void run() throws IOException {
    file("samap.h5ad");
    Files.writeString(
        folder.resolve("alignment.tsv"), "iteration\tfrom\tto\talignment\n1\taa\tb.b\t0.5\n");
  }

  private List<String> outdated(Path... inputs) {
    return RunFiles.outdated(folder, List.of(inputs)).stream()
        .map(file -> folder.relativize(file).toString())
        .toList();
  }

  @Test
  void filesOfTheRunAndOfOtherCommandsAreOutdated() throws IOException {
    run();
    List<String> made =
        List.of(
            "aa.h5ad",
            "b.b.h5ad",
            "iterations/12.h5ad",
            "run.json",
            "transfer/aa_from_b.b.tsv",
            "gene_pairs.aa_T_cell.aa_B.tsv",
            "triangles/gene_triangles.tsv",
            "match_confidence.tsv");
    for (String name : made) {
      file(name);
    }
    assertThat(outdated()).containsAll(made).contains("samap.h5ad", "alignment.tsv").hasSize(10);
  }

  @Test
  void otherFilesAreTheUsers() throws IOException {
    run();
    for (String name :
        List.of(
            "notes.txt",
            "cc.h5ad",
            "bxb.h5ad",
            "samap.h5ad.bak",
            "Asamap.h5ad",
            "iterations/best.h5ad",
            "iterations/1.h5ad.old",
            "transfer/aa_from_cc.tsv",
            "gene_pairs.mine.tsv",
            "triangles/figure.png",
            "older/samap.h5ad",
            "older/scores/degeneracy.tsv")) {
      file(name);
    }
    assertThat(outdated()).containsExactly("alignment.tsv", "samap.h5ad");
  }

  @Test
  void inputsStay() throws IOException {
    run();
    Path species = file("aa.h5ad");
    Path linked = Files.createLink(folder.resolve("linked.tsv"), file("markers.tsv"));
    assertThat(outdated(species, linked, folder.resolve("absent")))
        .containsExactly("alignment.tsv", "samap.h5ad");
  }

  @Test
  void aFolderWithoutARunHasNone() throws IOException {
    file("markers.tsv");
    file("aa.h5ad");
    assertThat(RunFiles.resultIn(folder)).isEmpty();
    assertThat(outdated()).isEmpty();
    assertThat(RunFiles.resultIn(folder.resolve("absent"))).isEmpty();
    Path scores = file("mapping_scores.tsv");
    assertThat(RunFiles.resultIn(folder)).contains(scores);
    assertThat(outdated()).containsExactly("mapping_scores.tsv", "markers.tsv");
  }
}
