package org.samap.cuda.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.RandomData;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.device.Devices;
import org.samap.cuda.expression.DeviceExpressions;
import org.samap.cuda.expression.Hardware;

/** Products of a centred sparse matrix with panels are those of the dense matrix. */
class CenteredCellsTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  private void with(ScaledExpression a, Consumer<CenteredCells> work) {
    try (Devices devices = Devices.open(gpu.driver());
        DeviceExpressions expressions = DeviceExpressions.on(devices, workers);
        CenteredCells centered = CenteredCells.on(new Hardware(devices, expressions, workers), a)) {
      work.accept(centered);
    }
  }

  /** Most genes, with factors, cells divided by their number, and values clipped at 3. */
  private static ScaledExpression scaled(Expression x) {
    int[] genes = IntStream.range(0, x.genes()).filter(g -> g % 5 != 2).toArray();
    double[] coefficients = new double[4 * genes.length];
    for (int c = 0; c < genes.length; c++) {
      coefficients[4 * c] = 0.5 + c % 3;
      coefficients[4 * c + 1] = 0.1;
      coefficients[4 * c + 2] = -1;
      coefficients[4 * c + 3] = 3;
    }
    double[] lengths = new double[x.cells()];
    Arrays.setAll(lengths, cell -> 0.4 + cell % 9 * 0.2);
    return new ScaledExpression(x, genes, new EntryScale(coefficients, lengths));
  }

  private static double[][] dense(ScaledExpression a) {
    double[][] out = new double[a.x().cells()][a.genes().length];
    RowCursor row = a.x().cursor();
    for (int cell = 0; cell < out.length; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        int c = Arrays.binarySearch(a.genes(), row.genes()[p]);
        if (c >= 0) {
          float[] value = {row.values()[p]};
          a.scale().apply(cell, new int[] {c}, value, 1);
          out[cell][c] = value[0];
        }
      }
    }
    for (int c = 0; c < a.genes().length; c++) {
      int column = c;
      double mean = Arrays.stream(out).mapToDouble(r -> r[column]).sum() / out.length;
      Arrays.stream(out).forEach(r -> r[column] -= mean);
    }
    return out;
  }

  private static double[] panel(int rows, long seed) {
    RandomStream random = RandomStream.of(seed, "test panel", 0);
    double[] out = new double[rows * WIDTH];
    Arrays.setAll(out, i -> (float) random.nextGaussian());
    return out;
  }

  private static double[] product(double[][] a, double[] x) {
    double[] y = new double[a.length * WIDTH];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        for (int c = 0; c < WIDTH; c++) {
          y[i * WIDTH + c] += a[i][j] * x[j * WIDTH + c];
        }
      }
    }
    return y;
  }

  private static double[][] transposed(double[][] a) {
    double[][] out = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j][i] = a[i][j];
      }
    }
    return out;
  }

  private static void assertClose(double[] found, double[] expected) {
    double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    assertThat(size).isPositive();
    assertThat(found).containsExactly(expected, within(2e-6 * size));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 9",
    "15, 16",
    "16, 33",
    "17, 65",
    "65, 15",
    "127, 40",
    "129, 40",
    "1023, 7",
    "1025, 9",
    "12, 3000",
    "600, 300"
  })
  void multipliesPanels(int cells, int genes) {
    ScaledExpression a = scaled(RandomData.expression(cells, genes, genes, 40, 1));
    double[][] dense = dense(a);
    int columns = a.genes().length;
    double[] x = panel(columns, 2);
    double[] y = panel(cells, 3);
    with(
        a,
        m -> {
          double[] found = new double[cells * WIDTH];
          m.multiply(x, found);
          double[] expected = product(dense, x);
          assertClose(found, expected);
          double[] ofGenes = new double[columns * WIDTH];
          m.multiplyTransposed(y, ofGenes);
          assertClose(ofGenes, product(transposed(dense), y));
          m.multiplyGram(x, ofGenes);
          assertClose(ofGenes, product(transposed(dense), expected));
        });
  }

  @ParameterizedTest
  @CsvSource({"1, 500000000", "1, 9000000", "2, 500000000"})
  void givesTheSameBitsWithAnyMemoryDevicesAndOrderOfThreads(int devices, long memory) {
    ScaledExpression a = scaled(RandomData.expression(66_000, 12, 3, 9, 4));
    double[] x = panel(a.genes().length, 5);
    double[][] first = new double[1][];
    with(
        a,
        m -> {
          first[0] = new double[x.length];
          m.multiplyGram(x, first[0]);
        });
    assertThat(gpu.launches("fill_columns")).isEqualTo(5);
    gpu.reset();
    gpu.set(Setting.DEVICES, devices).set(Setting.MEMORY, memory).play(Order.RANDOM, false, 7);
    with(
        a,
        m -> {
          double[] z = new double[x.length];
          m.multiplyGram(x, z);
          assertThat(z).isEqualTo(first[0]);
          m.multiplyGram(x, z);
          assertThat(z).isEqualTo(first[0]);
        });
    assertThat(gpu.launches("fill_columns") > 5).isEqualTo(memory < 10_000_000);
    assertClose(first[0], product(transposed(dense(a)), product(dense(a), x)));
  }
}
