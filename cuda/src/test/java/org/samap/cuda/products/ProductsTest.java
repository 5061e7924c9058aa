package org.samap.cuda.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.engine.ColumnRanges;
import org.samap.core.engine.Engine;
import org.samap.core.engine.GeneView;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;
import org.samap.cuda.CudaEngine;
import org.samap.cuda.RandomData;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.driver.DriverException;

/** Products of expression on devices are those of the CPU engine. */
class ProductsTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  private final Workers workers = Workers.of(2);
  private final Engine cpu = CpuEngine.on(workers);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  // --- projection

  /** Expression with every third gene left out, and loadings of its other genes. */
  private record Projected(
      GeneView view, double[] scale, SparseMatrix a, List<FloatMatrix> blocks) {
    static Projected of(Expression x, int components) {
      int[] numbers = new int[x.genes()];
      double[] scale = new double[x.genes() + 3];
      for (int g = 0; g < numbers.length; g++) {
        numbers[g] = g % 3 == 0 ? -1 : g + 3;
        scale[g + 3] = g % 11 == 5 ? 0 : 0.3 + g % 4;
      }
      SparseMatrix a = RandomData.sparse(x.genes(), 12, 6, 1);
      FloatMatrix first = RandomData.gaussian(5, components / 2, 2);
      FloatMatrix second = RandomData.gaussian(7, components - components / 2, 3);
      return new Projected(new GeneView(x, numbers), scale, a, List.of(first, second));
    }

    CellMatrix on(Engine engine) {
      int cells = view.expression().cells();
      int components = blocks.get(0).columns() + blocks.get(1).columns();
      CellMatrix rows = CellMatrix.zeros(cells, components + 4, 512);
      ColumnRanges columns =
          new ColumnRanges(1, 1 + components / 3, 3 + components / 3, components + 3);
      engine.project(view, scale, 3, a, blocks, rows, columns);
      return rows;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 40, 5",
    "1, 40, 1",
    "15, 900, 16",
    "16, 40, 17",
    "17, 40, 127",
    "33, 900, 128",
    "1023, 40, 5",
    "1025, 40, 4",
    "60, 40, 131",
    "9, 70000, 6"
  })
  void projectsToTheBitsOfTheCpu(int cells, int genes, int components) {
    Expression x = RandomData.expression(cells, genes, Math.min(genes / 2, 600), 30, 1);
    Projected p = Projected.of(x, components);
    CellMatrix expected = p.on(cpu);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertThat(p.on(engine)).isEqualTo(expected);
      assertThat(gpu.launches("project_cells")).isEqualTo(cells == 0 ? 0 : 1);
    }
  }

  @Test
  void projectsCellsWithManyDistinctValues() {
    Expression x = RandomData.expression(20, 2000, 900, 1 << 20, 2);
    assertThat(x.packed(0).distinct(0)).isZero();
    Projected p = Projected.of(x, 9);
    CellMatrix expected = p.on(cpu);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertThat(p.on(engine)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 400000", "2, 600000", "1, 600000", "3, 1000000000"})
  void projectsInSectionsAndPieces(int devices, long memory) {
    Projected p = Projected.of(RandomData.expression(17_500, 24, 6, 9, 3), 6);
    CellMatrix expected = p.on(cpu);
    gpu.set(Setting.DEVICES, devices).set(Setting.MEMORY, memory);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertThat(p.on(engine)).isEqualTo(expected);
      assertThat(gpu.launches("project_cells")).isGreaterThanOrEqualTo(memory < 1e9 ? 9 : 2);
    }
  }

  @Test
  void projectsInAnyOrderOfThreads() {
    Projected p = Projected.of(RandomData.expression(21, 900, 500, 30, 4), 10);
    CellMatrix expected = p.on(cpu);
    for (Order order : Order.values()) {
      gpu.play(order, false, 1);
      try (CudaEngine engine = gpu.engine(workers)) {
        assertThat(p.on(engine)).isEqualTo(expected);
      }
    }
  }

  @Test
  void endsInAResultOrAnErrorWhateverCallFails() {
    Expression x = RandomData.expression(40, 60, 20, 9, 12);
    Projected p = Projected.of(x, 6);
    SparseMatrix translation = RandomData.sparse(60, 9, 3, 8);
    int results = 0;
    int errors = 0;
    for (int call = 1; call < 300; call += 3) {
      gpu.reset();
      gpu.failAt(call, call % 2 == 0 ? 2 : 719);
      try (CudaEngine engine = gpu.engine(workers)) {
        assertThat(p.on(engine)).isEqualTo(p.on(cpu));
        assertClose(translated(engine, x, translation), translated(cpu, x, translation));
        assertSame(engine.averages(graph(40), BEFORE, x), cpu.averages(graph(40), BEFORE, x));
        results++;
      } catch (InputException | DriverException e) {
        assertThat(e).hasMessageContaining("failed: CUDA_ERROR");
        errors++;
      }
      assertThat(gpu.left()).as("call %d", call).isEmpty();
    }
    assertThat(results).isPositive();
    assertThat(errors).isGreaterThan(10);
  }

  // --- translated moments

  private static GeneMoments translated(Engine engine, Expression x, SparseMatrix translation) {
    int[] numbers = new int[x.genes()];
    double[] scale = new double[translation.rows()];
    Arrays.setAll(numbers, g -> g % 4 == 3 ? -1 : g);
    Arrays.setAll(scale, g -> g % 9 == 4 ? 0 : 0.2 + g % 5);
    return engine.translatedMoments(new GeneView(x, numbers), scale, translation);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 20, 31",
    "31, 20, 1",
    "127, 20, 33",
    "128, 40, 7",
    "129, 40, 9",
    "1023, 20, 8",
    "1025, 20, 9",
    "10, 70000, 40"
  })
  void findsTranslatedMoments(int cells, int genes, int columns) {
    Expression x = RandomData.expression(cells, genes, Math.min(genes / 2, 300), 30, 5);
    SparseMatrix translation = RandomData.sparse(genes, columns, 3, 6);
    GeneMoments expected = translated(cpu, x, translation);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertClose(translated(engine, x, translation), expected);
      assertThat(gpu.launches("translate_panels")).isPositive();
    }
  }

  @Test
  void findsTheSameTranslatedMomentsWithAnyMemoryAndDevices() {
    Expression x = RandomData.expression(17_500, 24, 6, 9, 7);
    SparseMatrix translation = RandomData.sparse(24, 9, 3, 8);
    GeneMoments expected = translated(cpu, x, translation);
    double[] first = {};
    for (long memory : new long[] {1_000_000_000, 120_000}) {
      for (int devices : new int[] {1, 2}) {
        gpu.set(Setting.DEVICES, devices).set(Setting.MEMORY, memory);
        try (CudaEngine engine = gpu.engine(workers)) {
          GeneMoments found = translated(engine, x, translation);
          assertClose(found, expected);
          first = first.length == 0 ? found.variances() : first;
          assertThat(found.variances()).isEqualTo(first);
        }
      }
    }
    assertThat(Arrays.stream(first).filter(v -> v > 0).count()).isGreaterThan(5);
  }

  private static void assertClose(GeneMoments found, GeneMoments expected) {
    assertThat(found.means()).hasSameSizeAs(expected.means());
    for (int g = 0; g < found.means().length; g++) {
      assertThat(found.means()[g]).isCloseTo(expected.means()[g], relative(expected.means()[g]));
      double square = expected.variances()[g] + Math.pow(expected.means()[g], 2);
      assertThat(found.variances()[g]).isCloseTo(expected.variances()[g], relative(square));
    }
  }

  private static Offset<Double> relative(double size) {
    return within(1e-13 + 1e-12 * Math.abs(size));
  }

  // --- averages of neighbours

  private static final int BEFORE = 3;

  private static SparseMatrix graph(int cells) {
    return RandomData.sparse(cells + BEFORE + 5, cells + BEFORE + 5, 6, 9);
  }

  private static void assertSame(GeneMoments found, GeneMoments expected) {
    assertThat(found.means()).isEqualTo(expected.means());
    assertThat(found.variances()).isEqualTo(expected.variances());
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "255, 63", "256, 64", "257, 65", "530, 12", "12, 8193", "9, 70000"})
  void averagesToTheBitsOfTheCpu(int cells, int genes) {
    Expression x = RandomData.expression(cells, genes, Math.min(genes, 300), 30, 10);
    SparseMatrix graph = graph(cells);
    GeneMoments expected = cpu.averages(graph, BEFORE, x);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertSame(engine.averages(graph, BEFORE, x), expected);
      assertThat(gpu.launches("average_neighbors")).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 150000, 1024", "2, 150000, 100000", "3, 1000000000, 65536"})
  void averagesGeneByGeneWhereTheExpressionDoesNotFit(int devices, long memory, int shared) {
    Expression x = RandomData.expression(700, 200, 80, 20, 11);
    SparseMatrix graph = graph(700);
    GeneMoments expected = cpu.averages(graph, BEFORE, x);
    gpu.set(Setting.DEVICES, devices).set(Setting.MEMORY, memory).set(Setting.SHARED_BYTES, shared);
    try (CudaEngine engine = gpu.engine(workers)) {
      assertSame(engine.averages(graph, BEFORE, x), expected);
      assertThat(gpu.launches("average_neighbors")).isGreaterThan(1);
    }
  }

  @Test
  void averagesAndTranslatesInAnyOrderOfThreads() {
    Expression x = RandomData.expression(40, 300, 150, 20, 13);
    SparseMatrix translation = RandomData.sparse(300, 20, 3, 14);
    GeneMoments expected = cpu.averages(graph(40), BEFORE, x);
    for (Order order : Order.values()) {
      gpu.play(order, false, 2);
      try (CudaEngine engine = gpu.engine(workers)) {
        assertSame(engine.averages(graph(40), BEFORE, x), expected);
        assertClose(translated(engine, x, translation), translated(cpu, x, translation));
      }
    }
  }
}
