package org.samap.core.peaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.counts.Counts;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Warnings;
import org.samap.core.run.Workers;

class GeneActivityTest {
  private static final int CELLS = 1500; // two blocks
  private static final int PEAKS = 40;

  @TempDir private Path folder;

  private static Expression counts(int[][] dense) {
    RowBlock[] blocks = new RowBlock[Math.ceilDiv(CELLS, Expression.BLOCK_CELLS)];
    for (int b = 0; b < blocks.length; b++) {
      int first = b * Expression.BLOCK_CELLS;
      int rows = Math.min(Expression.BLOCK_CELLS, CELLS - first);
      RowBlock.Builder block = RowBlock.builder(first, rows);
      for (int r = 0; r < rows; r++) {
        for (int p = 0; p < PEAKS; p++) {
          block.add(p, dense[first + r][p]);
        }
        block.endRow();
      }
      blocks[b] = block.build();
    }
    return HeapExpression.of(CELLS, PEAKS, blocks);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  /** Each cell's counts times the weights of each gene, summed by the definition. */
  @Test
  void addsUpThePeaksOfEachGene() {
    RandomStream random = RandomStream.of(1, "activity", 0);
    int[][] dense = new int[CELLS][PEAKS];
    for (int[] row : dense) {
      for (int p = 0; p < PEAKS; p++) {
        row[p] = Math.max(0, random.nextInt(6) - 3);
      }
    }
    float[][] weights = new float[PEAKS][9];
    FeatureLinks.Builder links = FeatureLinks.builder(names("p", PEAKS), names("g", 9));
    for (int p = 0; p < PEAKS; p++) {
      for (int g = 0; g < 8; g++) { // gene 8 has no peak
        weights[p][g] = Math.max(0, random.nextInt(8) - 4) / 4f;
        links.add(p, g, weights[p][g]);
      }
    }
    for (int threads : new int[] {1, 3}) {
      try (Workers workers = Workers.of(threads)) {
        GeneActivity found =
            GeneActivity.of(
                counts(dense),
                links.build(),
                ExpressionStore.heap(),
                workers,
                Progress.Silent.INSTANCE);
        assertThat(found.genes()).isEqualTo(names("g", 8));
        RowCursor row = found.activity().cursor();
        for (int c = 0; c < CELLS; c++) {
          float[] expected = new float[8];
          for (int g = 0; g < 8; g++) {
            double sum = 0;
            for (int p = 0; p < PEAKS; p++) {
              sum += dense[c][p] * (double) weights[p][g];
            }
            expected[g] = (float) sum;
          }
          float[] actual = new float[8];
          row.read(c);
          for (int p = row.from(); p < row.to(); p++) {
            actual[row.genes()[p]] = row.values()[p];
          }
          assertThat(actual).isEqualTo(expected);
        }
      }
    }
  }

  private static PeakCounts data(String... features) {
    Expression none =
        HeapExpression.of(
            1,
            features.length,
            new RowBlock[] {new RowBlock(0, 1, new int[2], new int[0], new float[0])});
    return new PeakCounts(
        new Counts("x", List.of("c"), List.of(features), none, DataFrame.of(List.of("c"))),
        Peaks.of("x", DataFrame.of(List.of(features)), Progress.silent()));
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("links.tsv"), text);
  }

  @Test
  void takesLinksOfATableWhateverThePeaksAreCalled() throws IOException {
    Path file = table("peak\tgene\tweight\n1:5-9\tA\t0.5\nchr2:1-4\tB\t2\nchr9:1-2\tC\t1\n");
    Warnings warnings = new Warnings(new ArrayList<>());
    FeatureLinks links = data("chr2-1-4", "chr1_5_9").fit(FeatureLinks.read(file), file, warnings);
    assertThat(links.features()).containsExactly("chr2-1-4", "chr1_5_9");
    assertThat(links.genes()).containsExactly("A", "B", "C");
    assertThat(links.weights().rowLength(0)).isEqualTo(1);
    assertThat(links.weights().index(0)).isEqualTo(1);
    assertThat(links.weights().value(0)).isEqualTo(2);
    assertThat(links.weights().value(1)).isEqualTo(0.5f);
    assertThat(warnings.said())
        .containsExactly(file + ": 1 of 3 peaks are not in the data; their links are passed over");
  }

  @Test
  void refusesLinksOfOtherPeaks() throws IOException {
    Path file = table("chr7:1-2\tA\n");
    FeatureLinks links = FeatureLinks.read(file);
    assertThatThrownBy(() -> data("chr1:1-2").fit(links, file, Progress.silent()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("links no peak of the data: it has chr7:1-2, ...");
  }
}
