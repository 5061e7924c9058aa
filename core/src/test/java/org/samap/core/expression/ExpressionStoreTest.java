package org.samap.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

/** Expression reads the same wherever it is kept. */
class ExpressionStoreTest {
  private static final int CELLS = 2500;

  /** What this process has open, on Linux. */
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @TempDir Path folder;

  /** What values are drawn: the forms of packing, and mixtures of them. */
  private enum Kind {
    SMALL_COUNTS,
    COUNTS_WITH_A_FEW_LARGE,
    LARGE_COUNTS,
    BEYOND_16_BITS,
    FRACTIONS,
    NEGATIVE,
    NOT_FINITE;

    float draw(RandomStream random) {
      int small = 1 + random.nextInt(254);
      return switch (this) {
        case SMALL_COUNTS -> small;
        case COUNTS_WITH_A_FEW_LARGE -> random.nextInt(100) == 0 ? small * 1000 : small;
        case LARGE_COUNTS -> 1 + random.nextInt(65535);
        case BEYOND_16_BITS -> 65536 + random.nextInt(1 << 23);
        case FRACTIONS -> (float) random.nextDouble();
        case NEGATIVE -> -small;
        case NOT_FINITE ->
            random.nextInt(2) == 0
                ? Float.NaN
                : random.nextInt(2) == 0 ? Float.POSITIVE_INFINITY : small;
      };
    }
  }

  private static List<RowBlock> blocks(Kind kind, int genes) {
    RandomStream random = RandomStream.of(1, kind.name(), 0);
    return Stream.iterate(0, c -> c < CELLS, c -> c + Expression.BLOCK_CELLS)
        .map(
            first -> {
              int rows = Math.min(Expression.BLOCK_CELLS, CELLS - first);
              RowBlock.Builder b = RowBlock.builder(first, rows);
              for (int r = 0; r < rows; r++) {
                // Rows of all lengths, empty ones among them, and both ends of the genes.
                for (int g = random.nextInt(3) == 0 ? 0 : genes / 2;
                    g < genes && r % 7 != 0;
                    g += 1 + random.nextInt(genes / 8)) {
                  b.add(g, kind.draw(random));
                }
                if (r % 5 == 0) {
                  b.add(genes, kind.draw(random));
                }
                b.endRow();
              }
              return b.build();
            })
        .toList();
  }

  private static Expression stored(ExpressionStore store, List<RowBlock> blocks, int genes) {
    ExpressionStore.Builder builder = store.builder(CELLS, genes, 1L << 40);
    blocks.reversed().forEach(builder::put);
    return builder.build();
  }

  private static void assertHolds(Expression x, List<RowBlock> blocks) {
    RowCursor row = x.cursor();
    for (RowBlock block : blocks.reversed()) {
      for (int r = 0; r < block.rows(); r++) {
        row.read(block.firstCell() + r);
        int from = block.offsets()[r];
        int to = block.offsets()[r + 1];
        assertThat(Arrays.copyOfRange(row.genes(), row.from(), row.to()))
            .isEqualTo(Arrays.copyOfRange(block.genes(), from, to));
        assertThat(Arrays.copyOfRange(row.values(), row.from(), row.to()))
            .isEqualTo(Arrays.copyOfRange(block.values(), from, to));
      }
    }
    assertThat(x.entries()).isEqualTo(blocks.stream().mapToLong(RowBlock::entries).sum());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 65536, 65537, 200_000})
  void readsTheSameFromEveryPlace(int genes) {
    for (Kind kind : Kind.values()) {
      List<RowBlock> blocks = blocks(kind, genes - 1);
      assertHolds(stored(ExpressionStore.heap(), blocks, genes), blocks);
      assertHolds(stored(ExpressionStore.offHeap(), blocks, genes), blocks);
      Expression inFile;
      try (ExpressionStore store = ExpressionStore.mapped(folder.resolve("work"))) {
        inFile = stored(store, blocks, genes);
        assertHolds(inFile, blocks);
      }
      assertThatThrownBy(() -> inFile.cursor().read(1)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void takesThreeBytesAValueAndFourADistinctOneOfACell() {
    RowBlock.Builder block = RowBlock.builder(0, 1000);
    for (int r = 0; r < 1000; r++) {
      for (int g = 0; g < 2000; g++) {
        block.add(g, (float) Math.log1p((1 + g % 20) / (r + 1.0)));
      }
      block.endRow();
    }
    ExpressionStore.Builder builder = ExpressionStore.offHeap().builder(1000, 2000, 1L << 40);
    builder.put(block.build());
    PackedExpression x = (PackedExpression) builder.build();
    assertThat(x.bytes()).isLessThanOrEqualTo(3 * x.entries() + 1000 * (4 * 20 + 10) + 4);
  }

  @Test
  void givesReleasedMemoryBackToTheBudget() {
    List<RowBlock> blocks = blocks(Kind.FRACTIONS, 999);
    long all = blocks.stream().mapToLong(b -> 8L * b.entries() + 16L * b.rows()).sum();
    try (ExpressionStore store = ExpressionStore.automatic(-1, all, folder.resolve("work"))) {
      for (int i = 0; i < 5; i++) {
        Expression x = stored(store, blocks, 1000);
        assertHolds(x, blocks);
        store.release(x);
        assertThatThrownBy(() -> x.cursor().read(1)).isInstanceOf(IllegalStateException.class);
      }
      assertThat(folder.resolve("work")).as("of a file").doesNotExist();
    }
  }

  @Test
  void fillsItsBudgetFirstAndLeavesNoFileBehind() throws IOException {
    List<RowBlock> blocks = blocks(Kind.FRACTIONS, 999);
    long first = 7L * blocks.getLast().entries() + 4096;
    Path work = folder.resolve("work");
    try (ExpressionStore store = ExpressionStore.automatic(-1, first, work)) {
      ExpressionStore.Builder builder = store.builder(CELLS, 1000, 1L << 40);
      builder.put(blocks.getLast());
      assertThat(work).doesNotExist();
      blocks.subList(0, 2).forEach(builder::put);
      assertThat(work).isDirectory();
      assertHolds(builder.build(), blocks);
    }
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aReleasedMatrixLeavesNothingInAnyFile() throws IOException {
    List<RowBlock> blocks = blocks(Kind.FRACTIONS, 999);
    try (ExpressionStore store = ExpressionStore.mapped(folder.resolve("work"))) {
      PackedExpression first = (PackedExpression) stored(store, blocks, 1000);
      long bytes = first.place().fileBytes();
      assertThat(bytes).isPositive();
      store.release(first);
      PackedExpression second = (PackedExpression) stored(store, blocks, 1000);
      assertThat(second.place().fileBytes()).isEqualTo(bytes);
      assertHolds(second, blocks);
      assertThat(openFiles(folder)).isEqualTo(openFilesAreKnown() ? 1 : 0);
      store.release(first);
      assertHolds(second, blocks);
    }
    assertThat(openFiles(folder)).isZero();
  }

  @Test
  void packsThePartsOfALargeMatrixHoweverSmallTheyAre() {
    try (ExpressionStore store = ExpressionStore.automatic(10, 1 << 20, folder)) {
      assertThat(one(store, 8)).isInstanceOf(HeapExpression.class);
      assertThat(one(store.forPartsOf(10), 8)).isInstanceOf(HeapExpression.class);
      Expression part = one(store.forPartsOf(11), 8);
      assertThat(part).isInstanceOf(PackedExpression.class);
      store.release(part);
    }
  }

  private static Expression one(ExpressionStore store, int entries) {
    ExpressionStore.Builder matrix = store.builder(1, 1, entries);
    RowBlock.Builder row = RowBlock.builder(0, 1);
    row.add(0, 1);
    row.endRow();
    matrix.put(row.build());
    return matrix.build();
  }

  @Test
  void closingGivesBackWhatAnUnfinishedMatrixHolds() throws IOException {
    List<RowBlock> blocks = blocks(Kind.FRACTIONS, 999);
    ExpressionStore.Builder builder;
    try (ExpressionStore store = ExpressionStore.mapped(folder.resolve("work"))) {
      builder = store.builder(CELLS, 1000, 1L << 40);
      blocks.forEach(builder::put);
    }
    assertThat(openFiles(folder)).isZero();
    assertThatThrownBy(() -> builder.build().cursor().read(1))
        .isInstanceOf(IllegalStateException.class);
  }

  private static boolean openFilesAreKnown() {
    return Files.isDirectory(DESCRIPTORS);
  }

  /** The files of a folder that this process has open, where the system tells: 0 elsewhere. */
  private static long openFiles(Path folder) throws IOException {
    if (!openFilesAreKnown()) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.filter(d -> leadsInto(folder, d)).count();
    }
  }

  private static boolean leadsInto(Path folder, Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder.toRealPath());
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void refusesAWorkFolderThatCannotBe() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (ExpressionStore store = ExpressionStore.mapped(file.resolve("work"))) {
      List<RowBlock> blocks = blocks(Kind.SMALL_COUNTS, 99);
      assertThatThrownBy(() -> stored(store, blocks, 100))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("choose another")
          .hasMessageContaining("file");
    }
  }
}
