package org.samap.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.Outcome;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/** A run of the same counts in other formats. */
class FormatsRunTest {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  @TempDir private Path folder;

  @Test
  void givesTheSameScoresFromAMatrixMarketFolderAndATextTable() throws IOException {
    Path hu = matrixFolder(counts("hu"), Files.createDirectory(folder.resolve("hu")));
    Path mo = table(counts("mo"), folder.resolve("mo.csv"));
    String expected = scores("annData", MINI.resolve("hu.h5ad"), MINI.resolve("mo.h5ad"));
    assertThat(expected.lines()).hasSizeGreaterThan(2);
    assertThat(scores("others", hu, mo)).isEqualTo(expected);
    assertThat(Files.readString(folder.resolve("others/run.json")))
        .contains("matrix.mtx", "barcodes.tsv", "genes.tsv", "mo.csv");
  }

  private String scores(String name, Path hu, Path mo) throws IOException {
    Path out = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of("run", "--maps", MINI.resolve("maps").toString()));
    args.addAll(List.of("--species", "hu=" + hu, "--species", "mo=" + mo));
    args.addAll(List.of("--out", out.toString(), "--no-umap", "--quiet"));
    Outcome ended = Outcome.of(args.toArray(String[]::new));
    assertThat(ended.status()).as(ended.err()).isZero();
    return Files.readString(out.resolve("mapping_scores.tsv"));
  }

  private static Counts counts(String id) {
    try (Workers workers = Workers.of(1)) {
      return CountsLoader.load(
          MINI.resolve(id + ".h5ad"), Optional.empty(), workers, Progress.silent());
    }
  }

  private static Path matrixFolder(Counts counts, Path to) throws IOException {
    Files.write(to.resolve("barcodes.tsv"), counts.cells());
    Files.write(
        to.resolve("genes.tsv"), counts.genes().stream().map(g -> "id_" + g + "\t" + g).toList());
    List<String> lines = new ArrayList<>();
    lines.add("%%MatrixMarket matrix coordinate real general");
    lines.add(
        "%d %d %d"
            .formatted(counts.genes().size(), counts.cells().size(), counts.counts().entries()));
    for (int b = 0; b < counts.counts().blocks(); b++) {
      RowBlock block = counts.counts().block(b);
      for (int r = 0; r < block.rows(); r++) {
        for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
          lines.add(
              "%d %d %s"
                  .formatted(
                      block.genes()[p] + 1, block.firstCell() + r + 1, "" + block.values()[p]));
        }
      }
    }
    Files.write(to.resolve("matrix.mtx"), lines);
    return to;
  }

  private static Path table(Counts counts, Path to) throws IOException {
    float[][] dense = new float[counts.genes().size()][counts.cells().size()];
    for (int b = 0; b < counts.counts().blocks(); b++) {
      RowBlock block = counts.counts().block(b);
      for (int r = 0; r < block.rows(); r++) {
        for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
          dense[block.genes()[p]][block.firstCell() + r] = block.values()[p];
        }
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("gene," + String.join(",", counts.cells()));
    for (int g = 0; g < dense.length; g++) {
      StringBuilder line = new StringBuilder(counts.genes().get(g));
      for (float value : dense[g]) {
        line.append(',').append(value);
      }
      lines.add(line.toString());
    }
    return Files.write(to, lines);
  }
}
