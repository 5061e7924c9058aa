package org.samap.core.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.SparseRows;
import org.samap.core.linalg.Svd;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

class ScaledRowsTest {
  private static final Workers WORKERS = Workers.of(2);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 1024, 2500})
  void areTheChosenGenesScaledWhetherKeptOrNot(int cells) {
    HeapExpression x = expression(cells, 40);
    int[] genes = {3, 4, 17, 39};
    double[] factors = {3, 4, 17, 39};
    double[] lengths = new double[cells];
    Arrays.setAll(lengths, cell -> 1 + cell);
    List<String> expected = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      var cursor = x.cursor();
      cursor.read(cell);
      for (int p = cursor.from(); p < cursor.to(); p++) {
        int c = Arrays.binarySearch(genes, cursor.genes()[p]);
        if (c >= 0) {
          float value = (float) (factors[c] * (cursor.values()[p] / lengths[cell]));
          expected.add(cell + " " + c + " " + value);
        }
      }
    }
    EntryScale scale = EntryScale.of(factors, lengths);
    for (long mostKept : new long[] {0, expected.size() - 1, expected.size(), Long.MAX_VALUE}) {
      SparseRows rows =
          ScaledRows.centered(new ScaledExpression(x, genes, scale), mostKept, WORKERS).rows();
      assertThat(entries(rows)).isEqualTo(expected);
      assertThat(rows.entries()).isEqualTo(expected.size());
      assertThat(rows instanceof ScaledRows).isEqualTo(expected.size() > mostKept);
    }
  }

  @Test
  void standardisedValuesAreClippedAndWeightedLessThatOfZero() {
    double[] means = {0, 5, 30, 0.001};
    double[] variances = {0, 4, 1, 1e-6};
    double[] weights = {1, 0.5, 1, 0.25};
    int[] genes = {0, 1, 2, 3};
    EntryScale scale = EntryScale.standardized(new GeneMoments(means, variances), genes, weights);
    float[] values = {2, 4, 25, 3};
    scale.apply(0, genes, values, 4);
    // z: 2; -0.5, of zero -2.5; -5, of zero -30; 2999, of zero -1.
    assertThat(values).containsExactly(new float[] {2, 1, 5, 2.75f}, within(1e-5f));
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 2100})
  void haveTheSameComponentsWhetherKeptOrNot(int cells) {
    int[] genes = new int[600];
    double[] ones = new double[600];
    Arrays.fill(ones, 1);
    for (int c = 0; c < genes.length; c++) {
      genes[c] = 2 * c;
    }
    HeapExpression x = expression(cells, 1200);
    EntryScale scale = EntryScale.of(ones, new double[0]);
    Svd read =
        CpuSvd.of(
            ScaledRows.centered(new ScaledExpression(x, genes, scale), 0, WORKERS),
            20,
            0,
            WORKERS,
            Progress.Silent.INSTANCE);
    Svd kept =
        CpuSvd.of(
            ScaledRows.centered(new ScaledExpression(x, genes, scale), Long.MAX_VALUE, WORKERS),
            20,
            0,
            WORKERS,
            Progress.Silent.INSTANCE);
    assertThat(read.singularValues()).isEqualTo(kept.singularValues());
    assertThat(read.scores()).isEqualTo(kept.scores());
    assertThat(read.right()).isEqualTo(kept.right());
  }

  private static List<String> entries(SparseRows rows) {
    List<String> out = new ArrayList<>();
    SparseRows.Cursor row = rows.cursor();
    for (int r = 0; r < rows.rows(); r++) {
      row.read(r);
      for (int p = row.start(); p < row.end(); p++) {
        out.add(r + " " + row.columns()[p] + " " + row.values()[p]);
      }
    }
    return out;
  }

  private static HeapExpression expression(int cells, int genes) {
    HeapExpression.Builder x = HeapExpression.builder(genes);
    for (int cell = 0; cell < cells; cell++) {
      RandomStream random = RandomStream.of(1, "cell", cell);
      for (int g = 0; g < genes; g++) {
        if (random.nextDouble() < 0.1) {
          x.add(g, 1 + (float) random.nextDouble());
        }
      }
      x.endCell();
    }
    return x.build();
  }
}
