package org.samap.core.engine.cpu.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.linalg.PanelAlgebra;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.PlainPanelAlgebra;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Every operation on panels of awkward lengths, one and several threads, against its formula. */
class CpuPanelAlgebraTest {
  private static final Workers WORKERS = Workers.of(3);
  private static final Workers ONE = Workers.of(1);
  private static final PanelAlgebra PLAIN = new PlainPanelAlgebra();
  private static final PanelAlgebra CPU = new CpuPanelAlgebra(WORKERS);
  private static final PanelAlgebra SERIAL = new CpuPanelAlgebra(ONE);

  @AfterAll
  static void close() {
    WORKERS.close();
    ONE.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 511, 512, 513, 1023, 4097, 9000})
  void multipliesPanelsWithEachOther(int rows) {
    List<float[]> q = List.of(floats(rows, 1), floats(rows, 2));
    float[] w = floats(rows, 3);
    double[][] products = CPU.products(q, w);
    assertThat(products).isDeepEqualTo(SERIAL.products(q, w));
    double[][] expected = PLAIN.products(q, w);
    assertThat(products).hasDimensions(2, WIDTH * WIDTH);
    for (int p = 0; p < 2; p++) {
      assertThat(products[p]).containsExactly(expected[p], within(1e-5 * rows));
    }
    double[] x = doubles(rows, 4);
    assertThat(CPU.gram(x)).isEqualTo(SERIAL.gram(x));
    assertThat(CPU.gram(x)).containsExactly(PLAIN.gram(x), within(1e-13 * rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 511, 512, 513, 1023, 4097})
  void combinesAndTransformsPanels(int rows) {
    List<float[]> q = List.of(floats(rows, 1), floats(rows, 2), floats(rows, 3));
    List<float[]> factors = List.of(floats(3 * WIDTH, 4), floats(3 * WIDTH, 5));
    double[] t = doubles(WIDTH, 6);
    List<PanelMatrix> results = new ArrayList<>();
    for (PanelAlgebra algebra : List.of(CPU, SERIAL, PLAIN)) {
      PanelMatrix w = PanelMatrix.zeros(rows, WIDTH + 1);
      Arrays.setAll(w.panel(0), i -> i % 7);
      algebra.addCombinations(q, factors, w);
      algebra.transform(w.panel(1), t);
      results.add(w);
    }
    for (int p = 0; p < 2; p++) {
      double[] found = results.get(0).panel(p);
      assertThat(found).isEqualTo(results.get(1).panel(p));
      assertThat(found).containsExactly(results.get(2).panel(p), within(1e-3));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 1023, 4095, 4096, 4097, 9000})
  void measuresColumns(int rows) {
    double[] panel = doubles(rows, 1);
    // Equal in size to what stands below it: the first decides.
    panel[0] = -2;
    panel[(rows - 1) * WIDTH] = rows == 1 ? -2 : 2;
    assertThat(CPU.largest(panel)).isEqualTo(PLAIN.largest(panel));
    assertThat(CPU.largest(panel)[0]).isEqualTo(-2);
    assertThat(CPU.squares(panel)).isEqualTo(SERIAL.squares(panel));
    assertThat(CPU.squares(panel)).containsExactly(PLAIN.squares(panel), within(1e-13 * rows));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 4095, 4096, 4097, 9000})
  void writesAndArrangesColumns(int rows) {
    double[] panel = doubles(rows, 1);
    double[] factors = {2, -1, 0.5, 3};
    int[] order = {3, 5, 0, 4, 1, 2};
    double[] signs = {1, -1, 0, 1, -2, 1};
    List<CellMatrix> results = new ArrayList<>();
    for (PanelAlgebra algebra : List.of(CPU, PLAIN)) {
      CellMatrix out = CellMatrix.zeros(rows, 6, 1000);
      algebra.write(panel, factors, out, 2);
      algebra.arrange(out, order, signs);
      results.add(out);
    }
    assertThat(results.get(0)).isEqualTo(results.get(1));
    for (int r = 0; r < rows; r++) {
      assertThat(results.get(0).get(r, 0)).isEqualTo((float) -panel[r * WIDTH + 1]);
    }
  }

  private static double[] doubles(int rows, int stream) {
    return RandomStream.of(1, "panel", stream).doubles((long) rows * WIDTH, -1, 1).toArray();
  }

  private static float[] floats(int rows, int stream) {
    double[] values = doubles(rows, stream);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
