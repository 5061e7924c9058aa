package org.samap.core.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.expression.HeapExpression;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.linalg.SparseRows;
import org.samap.core.linalg.Svd;
import org.samap.core.linalg.TruncatedSvd;
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
  void areTheChosenGenesScaledAndSoIsTheirCopy(int cells) {
    HeapExpression x = expression(cells, 40);
    int[] genes = {3, 4, 17, 39};
    ScaledRows rows = new ScaledRows(x, genes, (c, g, v) -> (double) v * g + c, WORKERS);
    List<String> expected = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      var cursor = x.cursor();
      cursor.read(cell);
      for (int p = cursor.from(); p < cursor.to(); p++) {
        for (int c = 0; c < genes.length; c++) {
          if (cursor.genes()[p] == genes[c]) {
            double value = (double) cursor.values()[p] * genes[c] + cell;
            expected.add(cell + " " + c + " " + (float) value);
          }
        }
      }
    }
    assertThat(entries(rows)).isEqualTo(expected);
    assertThat(entries(rows.copy(WORKERS))).isEqualTo(expected);
    assertThat(rows.entries()).isEqualTo(expected.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {700, 2100})
  void haveTheComponentsOfTheirCopy(int cells) {
    int[] genes = new int[600];
    for (int c = 0; c < genes.length; c++) {
      genes[c] = 2 * c;
    }
    ScaledRows rows = new ScaledRows(expression(cells, 1200), genes, (c, g, v) -> v, WORKERS);
    Svd read = TruncatedSvd.of(CenteredMatrix.of(rows, WORKERS), 20, 0, WORKERS);
    Svd copied = TruncatedSvd.of(CenteredMatrix.of(rows.copy(WORKERS), WORKERS), 20, 0, WORKERS);
    assertThat(read.singularValues()).isEqualTo(copied.singularValues());
    assertThat(read.left()).isEqualTo(copied.left());
    assertThat(read.right()).isEqualTo(copied.right());
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
