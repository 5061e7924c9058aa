package org.samap.cuda.svd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.engine.Engine;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.engine.cpu.svd.CpuSvd;
import org.samap.core.expression.EntryScale;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.PanelBasis;
import org.samap.core.linalg.PanelMatrix;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.CudaEngine;
import org.samap.cuda.StandIn;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Devices;

/** Singular vectors found on a device are those of the CPU engine. */
class DeviceSvdTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  /** Cells of ten kinds, each with its own genes, and noise. */
  private static ScaledExpression kinds(int cells, int genes) {
    RandomStream random = RandomStream.of(1, "test kinds", 0);
    HeapExpression.Builder b = HeapExpression.builder(genes);
    for (int cell = 0; cell < cells; cell++) {
      for (int g = 0; g < genes; g++) {
        int kind = g % 10 == cell % 10 ? 6 - g % 10 / 2 : 0;
        if (random.nextInt(12) < 1 + kind) {
          b.add(g, 1 + random.nextInt(3) + kind);
        }
      }
      b.endCell();
    }
    Expression x = b.build();
    double[] ones = new double[genes];
    Arrays.fill(ones, 1);
    return new ScaledExpression(
        x, IntStream.range(0, genes).toArray(), EntryScale.of(ones, new double[0]));
  }

  @ParameterizedTest
  @CsvSource({"700, 560", "560, 700", "90, 70"})
  void findsTheSingularVectorsOfTheCpu(int cells, int genes) {
    ScaledExpression a = kinds(cells, genes);
    Engine cpu = CpuEngine.on(workers);
    Svd expected = cpu.components(a, 9, 3);
    try (CudaEngine engine = gpu.engine(workers)) {
      Svd found = engine.components(a, 9, 3);
      FloatMatrix loadings = engine.loadings(a, 9, 3);
      for (int k = 0; k < 9; k++) {
        double value = expected.singularValues()[k];
        assertThat(value).isPositive();
        assertThat(found.singularValues()[k]).isCloseTo(value, within(1e-5 * value));
        for (int g = 0; g < genes; g++) {
          double v = expected.right().get(g, k);
          assertThat((double) found.right().get(g, k)).isCloseTo(v, within(1e-4));
          assertThat((double) loadings.get(g, k)).isCloseTo(v, within(1e-4));
        }
        for (int cell = 0; cell < cells; cell++) {
          assertThat((double) found.scores().get(cell, k))
              .isCloseTo(expected.scores().get(cell, k), within(1e-4 * value));
        }
      }
      assertThat(gpu.launches("multiply_pieces")).isPositive();
      assertThat(engine.components(a, 9, 3).scores()).isEqualTo(found.scores());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 33, 511, 513, 1100})
  void aBasisGivesTheBitsOfTheCpu(int rows) {
    PanelBasis expected = CpuSvd.algebra(workers).basis(rows);
    try (Devices devices = Devices.open(gpu.driver());
        DeviceStream stream = devices.first().stream();
        DeviceArena arena = devices.first().arena();
        DeviceBasis found = new DeviceBasis(rows, stream, arena)) {
      for (int p = 0; p < 3; p++) {
        expected.add(panel(rows, p));
        found.add(panel(rows, p));
      }
      assertThat(found.size()).isEqualTo(3);
      assertThat(found.last()).isEqualTo(expected.last());
      for (int first = 0; first <= 3; first++) {
        assertThat(found.products(first, panel(rows, 7)))
            .isDeepEqualTo(expected.products(first, panel(rows, 7)));
      }
      List<float[]> factors = List.of(panel(3 * WIDTH, 8), panel(3 * WIDTH, 9));
      assertThat(combined(found, factors, rows)).isEqualTo(combined(expected, factors, rows));
    }
  }

  private static double[] combined(PanelBasis basis, List<float[]> factors, int rows) {
    PanelMatrix w = PanelMatrix.zeros(rows, 2 * WIDTH);
    w.set(rows / 2, 3, 1.25);
    basis.addCombinations(1, 3, factors, w);
    return Arrays.copyOf(w.panel(1), rows * WIDTH);
  }

  private static float[] panel(int rows, long seed) {
    RandomStream random = RandomStream.of(seed, "test panel", 0);
    float[] out = new float[rows * WIDTH];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }
}
