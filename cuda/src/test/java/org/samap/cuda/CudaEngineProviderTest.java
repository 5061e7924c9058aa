package org.samap.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.core.engine.Engine;
import org.samap.core.engine.EngineMemory;
import org.samap.core.engine.EngineWork;
import org.samap.core.engine.Engines;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;
import org.samap.core.run.Told;
import org.samap.core.run.Workers;
import org.samap.cuda.StandIn.Setting;

/** When the engine can be used, and what a user is told of it. */
class CudaEngineProviderTest {
  private static final String DEVICES = "samap.cuda.devices";
  private static final long MANY = 1_000_000;

  @RegisterExtension final StandIn gpu = new StandIn();

  private final CudaEngineProvider provider = new CudaEngineProvider();
  private final Workers workers = Workers.of(2);
  private final List<String> told = new ArrayList<>();
  private final Progress progress = new Told(told);

  @AfterEach
  void close() {
    workers.close();
    System.clearProperty(DEVICES);
  }

  @Test
  void tellsOfADeviceThatCanBeUsed() {
    assertThat(provider.isPresent()).isTrue();
    assertThat(provider.unusable()).isEmpty();
    assertThat(provider.findings())
        .hasSize(3)
        .startsWith("driver for CUDA 13.0")
        .endsWith("usable: all kernels load");
    assertThat(provider.findings().get(1))
        .matches("Stand-in GPU, .* GB, compute capability 9.0, \\d+ multiprocessors, .*");
  }

  @Test
  void startsTheDriverOnce() {
    gpu.failAt("cuInit", 2, 999);
    assertThat(provider.unusable()).isEmpty();
    assertThat(provider.memory(work(1e4))).isPresent();
    assertThat(provider.findings()).endsWith("usable: all kernels load");
    provider.open(workers).close();
  }

  @Test
  void takesTheDeviceForManyCellsOnly() {
    Engines.open(Engines.AUTO, MANY, workers, progress).close();
    Engines.open(Engines.AUTO, 100, workers, progress).close();
    Engines.open("cuda", 100, workers, progress).close();
    assertThat(told).hasSize(3);
    assertThat(told.getFirst())
        .startsWith("engine: cuda, Stand-in GPU, ")
        .contains("driver for CUDA 13.0 (faster from about 20,000 cells on");
    assertThat(told.get(1))
        .isEqualTo(
            "engine: cpu, 2 threads (cuda: faster from about 20,000 cells on, and these are 100)");
    assertThat(told.get(2)).startsWith("engine: cuda, ").endsWith(", as asked for");
  }

  @Test
  void saysWhyADriverThatIsThereCannotBeUsed() {
    gpu.set(Setting.INIT_CODE, 100);
    assertUnusable("cuInit of the CUDA driver failed: CUDA_ERROR_NO_DEVICE (100)");
    assertThat(provider.findings()).hasSize(1).first().asString().startsWith("not usable: cuInit");
    gpu.set(Setting.INIT_CODE, 0).set(Setting.COMPUTE_MAJOR, 7).set(Setting.COMPUTE_MINOR, 5);
    assertUnusable("Stand-in GPU has compute capability 7.5, and 8.0 is needed");
    System.setProperty(DEVICES, "0");
    assertUnusable("Stand-in GPU has compute capability 7.5, and 8.0 is needed");
  }

  private void assertUnusable(String why) {
    assertThat(provider.unusable()).contains(why);
    told.clear();
    Engines.open(Engines.AUTO, MANY, workers, progress).close();
    assertThat(told).containsExactly("engine: cpu, 2 threads (cuda: " + why + ")");
    assertThatThrownBy(() -> Engines.open("cuda", MANY, workers, progress))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the engine 'cuda' cannot be used: " + why);
  }

  @Test
  void refusesDevicesThatAreNotThere() {
    for (String wrong : List.of("1", "0,1", "x", "0,", "-1")) {
      System.setProperty(DEVICES, wrong);
      assertThat(provider.unusable().orElse(""))
          .contains("the property samap.cuda.devices names the device", "give numbers below 1");
    }
    System.setProperty(DEVICES, "0,0");
    assertThat(provider.unusable()).isEmpty();
    try (Engine two = provider.open(workers)) {
      assertThat(two.name()).startsWith("cuda, 2 x Stand-in GPU");
    }
  }

  @Test
  void goesOnWithTheCpuIfTheDeviceDoesNotOpen() {
    gpu.failAt("cuDevicePrimaryCtxRetain", 1, 2);
    Engines.open(Engines.AUTO, MANY, workers, progress).close();
    String failure = "the GPU failed: cuDevicePrimaryCtxRetain of the CUDA driver failed: ";
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .startsWith("engine: cpu, 2 threads (cuda: " + failure)
        .endsWith("CUDA_ERROR_OUT_OF_MEMORY (2))");
    gpu.failAt("cuDevicePrimaryCtxRetain", 1, 2);
    assertThatThrownBy(() -> Engines.open("cuda", MANY, workers, progress))
        .hasMessageContaining("the engine 'cuda' cannot be used: " + failure)
        .hasMessageEndingWith("; choose another with backend");
  }

  @Test
  void namesCallAndKernelOfAFailureAndTheWayOn() {
    CellMatrix rows = CellMatrix.zeros(40, 3);
    IntStream.range(0, 120).forEach(i -> rows.set(i / 3, i % 3, i * i % 31));
    for (String call : List.of("cuLaunchKernel", "cuMemcpyDtoHAsync_v2")) {
      try (Engine engine = provider.open(workers)) {
        gpu.failAt(call, 1, 1);
        assertThatThrownBy(() -> engine.nearest(rows, rows, 3, NeighborSearch.defaults()))
            .isInstanceOfSatisfying(
                InputException.class, e -> assertThat(e.parameter()).isEqualTo("backend"))
            .hasMessageMatching(
                "the GPU failed: "
                    + call
                    + " of the CUDA driver failed: CUDA_ERROR_INVALID_VALUE \\(1\\).*"
                    + "; last kernel: \\w+; run with backend cpu");
        assertThat(engine.nearest(rows, rows, 3, NeighborSearch.defaults()).k()).isEqualTo(3);
      }
    }
  }

  @Test
  void saysSoIfADeviceFailsOnlyWhenItIsClosed() {
    Engine engine = provider.open(workers);
    gpu.failAt("cuDevicePrimaryCtxRelease_v2", 1, 999);
    assertThatThrownBy(engine::close)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("the GPU failed: cuDevicePrimaryCtxRelease_v2")
        .hasMessageEndingWith("run with backend cpu");
  }

  @Test
  void plansTheMemoryOfADevice() {
    EngineMemory small = provider.memory(work(1e4)).orElseThrow();
    EngineMemory large = provider.memory(work(1e6)).orElseThrow();
    assertThat(small.device()).startsWith("Stand-in GPU");
    assertThat(small.bytes()).isEqualTo(large.bytes()).isPositive();
    assertThat(small.needs()).hasSize(8).allMatch(need -> need.bytes() > 0);
    for (int i = 0; i < small.needs().size(); i++) {
      String operation = small.needs().get(i).operation();
      assertThat(large.needs().get(i).operation()).isEqualTo(operation);
      // Results of a projection leave the device section by section.
      double growth = operation.equals("projection") ? 1 : 20;
      assertThat(large.needs().get(i).bytes()).isGreaterThan(growth * small.needs().get(i).bytes());
    }
    // 3 bytes for each value and 40 for each cell.
    assertThat(large.needs().getFirst().bytes()).isEqualTo(2 * 1e6 * (3 * 1000 + 40));
    // 323 candidates of 8 bytes.
    assertThat(large.needs().get(2).bytes())
        .isEqualTo(2 * 1e6 * (4 * 600 + 4 * 608 + 8 * 323 + 12 * 20 + 56));
    gpu.set(Setting.DEVICES, 0);
    assertThat(provider.memory(work(1e4))).isEmpty();
  }

  private static EngineWork work(double cells) {
    EngineWork.Species one = new EngineWork.Species(cells, 1000 * cells, 100, 300, 500);
    return new EngineWork(List.of(one, one), 20, 20, true);
  }
}
