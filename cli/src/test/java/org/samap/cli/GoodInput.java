package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.AnnDataWriter;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.ExpressionReader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.run.Workers;

/**
 * Two species that can be mapped, for a test to spoil.
 *
 * @param out where the results go
 */
record GoodInput(Path hu, Path mo, Path maps, Path out) {
  private static final Path MINI =
      Path.of(System.getProperty("samap.repository"), "core/src/test/resources/golden/mini");

  /** A copy in a folder. */
  static GoodInput in(Path folder) throws IOException {
    Path maps = folder.resolve("maps");
    Files.createDirectories(maps.resolve("humo"));
    for (String table : List.of("hu_to_mo.txt", "mo_to_hu.txt")) {
      Files.copy(MINI.resolve("maps/humo/" + table), maps.resolve("humo/" + table));
    }
    return new GoodInput(
        Files.copy(MINI.resolve("hu.h5ad"), folder.resolve("hu.h5ad")),
        Files.copy(MINI.resolve("mo.h5ad"), folder.resolve("mo.h5ad")),
        maps,
        folder.resolve("out"));
  }

  Outcome run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("run", "--species", "hu=" + hu, "--species", "mo=" + mo, "--maps", "" + maps));
    args.addAll(List.of("--out", "" + out, "--no-umap", "--quiet"));
    args.addAll(Arrays.asList(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  void assertRefused(Outcome ended, String... says) {
    assertThat(ended.err()).contains(says);
    assertThat(ended.status()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err().lines().filter(l -> l.startsWith("samap: error: "))).hasSize(1);
    assertThat(ended.err()).doesNotContain("\tat ");
    assertThat(ended.err().lines().toList().getLast()).startsWith("samap: error: ");
    assertThat(out).doesNotExist();
    assertThat(ended.out()).isEmpty();
  }

  /** Writes the first species again, with X alone, and changed. */
  void rewrite(UnaryOperator<AnnData> change) {
    try (Workers workers = Workers.of(1)) {
      AnnData changed;
      try (AnnDataFile open = AnnDataFile.open(hu)) {
        Expression x = ExpressionReader.read(open.data().x().orElseThrow(), workers);
        changed =
            change.apply(
                AnnData.of(open.data().obs().inMemory(), DataFrame.of(open.data().var().names()))
                    .withX(BlockMatrix.of(x)));
      }
      AnnDataWriter.write(changed, hu, workers);
    }
  }

  /** Changes the values of each block of X. */
  void changeValues(Consumer<RowBlock> change) {
    rewrite(
        data -> {
          BlockMatrix x = (BlockMatrix) data.x().orElseThrow();
          List<RowBlock> blocks = new ArrayList<>();
          for (RowBlock b : x.blocks()) {
            float[] values = b.values().clone();
            blocks.add(new RowBlock(b.firstCell(), b.rows(), b.offsets(), b.genes(), values));
          }
          blocks.forEach(change);
          return data.withX(new BlockMatrix(x.rows(), x.columns(), x.entries(), blocks));
        });
  }

  void addColumn(String name, IntFunction<String> value) {
    rewrite(
        data ->
            data.withObs(
                data.obs()
                    .with(
                        name,
                        Categorical.of(
                            IntStream.range(0, data.obs().rows())
                                .mapToObj(value)
                                .toArray(String[]::new)))));
  }

  void replaceLine(String table, int line, String by) throws IOException {
    Path file = maps.resolve("humo").resolve(table);
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(line - 1, by);
    Files.write(file, lines);
  }
}
