package org.samap.cuda.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.embed.Umap;
import org.samap.core.embed.UmapParams;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Counted;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;
import org.samap.cuda.CudaEngine;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Order;
import org.samap.cuda.StandIn.Setting;

/** A device lays out graphs as the CPU does, bit for bit. */
class DeviceLayoutTest {
  private static final int COLORS = 32;
  private static final Workers WORKERS = Workers.of(2);
  private static final UmapParams SHORT = UmapParams.defaults().withEpochs(6).withSeed(3);

  @RegisterExtension final StandIn gpu = new StandIn();

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Each point points to some random ones, weakly or strongly; every tenth one to none. */
  private static SparseMatrix random(int n, int edges) {
    RandomStream random = RandomStream.of(n, "graph", 0);
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      TreeSet<Integer> neighbors = new TreeSet<>();
      for (int e = 0; e < edges && i % 10 != 1; e++) {
        neighbors.add(random.nextInt(n));
      }
      neighbors.forEach(j -> b.add(j, random.nextFloat(0.05f, 1)));
      b.endRow();
    }
    return b.build();
  }

  private FloatMatrix onDevice(SparseMatrix graph, UmapParams params) {
    try (CudaEngine engine = gpu.engine(WORKERS)) {
      return engine.layout(graph, params, Progress.Silent.INSTANCE);
    }
  }

  private void assertSameBits(SparseMatrix graph, UmapParams params) {
    FloatMatrix expected = Umap.layout(graph, params, WORKERS);
    FloatMatrix found = onDevice(graph, params);
    assertThat(found.rows()).isEqualTo(graph.rows());
    assertThat(found.columns()).isEqualTo(2);
    assertThat(firstDifference(found, expected)).isEqualTo(-1);
  }

  private static int firstDifference(FloatMatrix a, FloatMatrix b) {
    return Arrays.mismatch(a.values(), b.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 31, 32, 33, 255, 256, 257, 1023, 1025})
  void givesTheBitsOfTheCpu(int points) {
    assertSameBits(random(points, 8), SHORT);
  }

  @Test
  void givesTheBitsOfTheCpuWhereAColorHasChunksOfEnds() {
    SparseMatrix graph = random(1100, 40);
    assertThat(2 * graph.entries() / COLORS).isGreaterThan(2048);
    assertSameBits(graph, SHORT);
  }

  @Test
  void givesTheBitsOfTheCpuForAHub() {
    int n = 2500; // more than 32 ends of every colour are due at the hub
    SparseMatrix.Builder b = SparseMatrix.builder(n, n);
    for (int i = 0; i < n; i++) {
      b.add(i == 0 ? 1 : 0, 1);
      b.endRow();
    }
    assertSameBits(b.build(), SHORT.withEpochs(3));
  }

  @Test
  void givesTheBitsOfTheCpuForAnyParameters() {
    SparseMatrix graph = random(90, 10);
    assertSameBits(graph, UmapParams.defaults().withEpochs(60));
    assertSameBits(graph, SHORT.withNegativeSamples(0));
    assertSameBits(graph, SHORT.withNegativeSamples(1));
    assertSameBits(graph, SHORT.withNegativeSamples(50).withLearningRate(100));
    assertSameBits(graph, SHORT.withMinDist(0).withSpread(1e-6));
    assertSameBits(graph, SHORT.withLearningRate(100).withSpread(1e6));
    assertSameBits(graph, SHORT.withSeed(-1));
  }

  @Test
  void graphsWithoutEdgesStayWhereTheyStarted() {
    assertSameBits(SparseMatrix.empty(40, 40), SHORT);
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void theOrderOfThreadsDoesNotMatter(Order order) {
    gpu.play(order, true, 5);
    assertSameBits(random(300, 8), SHORT);
  }

  @Test
  void oneDeviceDoesTheWork() {
    gpu.set(Setting.DEVICES, 2);
    assertSameBits(random(300, 8), SHORT);
    assertThat(gpu.launches("layout_turn")).isEqualTo((long) COLORS * SHORT.epochs().orElseThrow());
  }

  @Test
  void edgesThatDoNotFitAreSentInEveryTurn() {
    SparseMatrix graph = random(3000, 20);
    UmapParams params = SHORT.withEpochs(2);
    FloatMatrix all = onDevice(graph, params);
    assertThat(gpu.launches("layout_turn")).isEqualTo(2 * COLORS);
    for (long kilobytes : new long[] {600, 230}) {
      long before = gpu.launches("layout_turn");
      gpu.set(Setting.MEMORY, kilobytes << 10);
      assertThat(firstDifference(onDevice(graph, params), all)).isEqualTo(-1);
      if (kilobytes == 230) { // not even one colour fits whole
        assertThat(gpu.launches("layout_turn") - before).isGreaterThan(2 * COLORS);
      }
    }
  }

  @Test
  void tellsWhereTheDeviceIsTooSmall() {
    gpu.set(Setting.MEMORY, 100 << 10);
    SparseMatrix graph = random(300, 8);
    assertThatThrownBy(() -> onDevice(graph, SHORT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("asking for ")
        .hasMessageContaining("run with backend cpu");
  }

  @Test
  void tellsWhichKernelFailed() {
    SparseMatrix graph = random(300, 8);
    gpu.failAt("cuLaunchKernel", 40, 700);
    assertThatThrownBy(() -> onDevice(graph, SHORT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("layout_turn");
  }

  @Test
  void countsEpochs() {
    Counted counted = new Counted();
    try (CudaEngine engine = gpu.engine(WORKERS)) {
      counted.perform("layout", 1, phase -> engine.layout(random(40, 4), SHORT, phase));
    }
    assertThat(counted.phases())
        .singleElement()
        .satisfies(
            phase -> {
              assertThat(phase.total()).isEqualTo(6);
              assertThat(phase.done()).isEqualTo(6);
            });
  }
}
