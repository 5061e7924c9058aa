package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.cuda.StandIn;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.driver.DriverLibrary.Function;

/** The driver is found or not, and every function's return code is checked. */
class DriverTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  // --- finding it

  @Test
  void aMachineWithoutTheLibraryHasNoDriver() {
    System.setProperty(DriverLibrary.PROPERTY, "/nowhere/libcuda.so.1");
    assertThat(Driver.find()).isEmpty();
    System.setProperty(DriverLibrary.PROPERTY, "libcuda-that-nobody-has.so");
    assertThat(Driver.find()).isEmpty();
  }

  @Test
  void aLibraryThatLacksFunctionsIsTooOld() {
    System.setProperty(DriverLibrary.PROPERTY, "libm.so.6");
    assertThatThrownBy(Driver::find)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("the driver has no function cuGetErrorName");
  }

  @Test
  void aDriverWithoutADeviceSaysSo() {
    gpu.set(Setting.DEVICES, 0);
    assertThatThrownBy(Driver::find)
        .isInstanceOf(DriverException.class)
        .hasMessage("cuInit of the CUDA driver failed: CUDA_ERROR_NO_DEVICE (100)");
  }

  @ParameterizedTest
  @ValueSource(ints = {34, 803, 999, 12345})
  void aDriverThatCannotStartSaysWhy(int code) {
    gpu.set(Setting.INIT_CODE, code);
    assertThatThrownBy(Driver::find)
        .isInstanceOfSatisfying(DriverException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(code == 12345 ? "unknown error (12345)" : "CUDA_ERROR_")
        .hasMessageContaining("(" + code + ")");
  }

  @Test
  void describesDevices() {
    gpu.set(Setting.DEVICES, 2).set(Setting.MEMORY, 3L << 30).set(Setting.COMPUTE_MAJOR, 8);
    Driver driver = gpu.driver();
    assertThat(driver.version()).isEqualTo("13.0");
    DeviceCalls devices = driver.devices();
    assertThat(devices.count()).isEqualTo(2);
    int second = devices.device(1);
    assertThat(devices.name(second)).isEqualTo("Stand-in GPU");
    assertThat(devices.totalMemory(second)).isEqualTo(3L << 30);
    assertThat(devices.attribute(second, DeviceAttribute.COMPUTE_MAJOR)).isEqualTo(8);
    for (DeviceAttribute attribute : DeviceAttribute.values()) {
      assertThat(devices.attribute(second, attribute)).isNotNegative();
    }
    assertThatThrownBy(() -> devices.device(2)).hasMessageContaining("INVALID_DEVICE (101)");
    assertThatThrownBy(() -> devices.device(-1)).hasMessageContaining("INVALID_DEVICE (101)");
  }

  // --- return codes

  /** A call of every function. */
  private interface Use {
    void of(TestKernels at, MemorySegment host, long device);
  }

  private static Map<String, Use> uses() {
    Map<String, Use> uses = new TreeMap<>();
    uses.put("cuDeviceGetCount", (at, h, d) -> at.driver.devices().count());
    uses.put("cuDeviceGet", (at, h, d) -> at.driver.devices().device(0));
    uses.put("cuDeviceGetName", (at, h, d) -> at.driver.devices().name(0));
    uses.put(
        "cuDeviceGetAttribute",
        (at, h, d) -> at.driver.devices().attribute(0, DeviceAttribute.L2_BYTES));
    uses.put("cuDeviceTotalMem_v2", (at, h, d) -> at.driver.devices().totalMemory(0));
    uses.put("cuDevicePrimaryCtxRetain", (at, h, d) -> at.driver.devices().retain(0));
    uses.put(
        "cuDevicePrimaryCtxRelease_v2",
        (at, h, d) -> {
          at.driver.devices().retain(0);
          at.driver.devices().release(0);
        });
    uses.put("cuCtxSetCurrent", (at, h, d) -> at.driver.devices().setCurrent(0));
    uses.put("cuCtxSynchronize", (at, h, d) -> at.driver.devices().synchronize());
    uses.put("cuMemAlloc_v2", (at, h, d) -> at.driver.memory().allocate(1));
    uses.put("cuMemFree_v2", (at, h, d) -> at.driver.memory().free(at.driver.memory().allocate(1)));
    uses.put("cuMemAllocHost_v2", (at, h, d) -> at.driver.memory().allocateHost(1));
    uses.put(
        "cuMemFreeHost",
        (at, h, d) -> at.driver.memory().freeHost(at.driver.memory().allocateHost(1)));
    uses.put("cuMemGetInfo_v2", (at, h, d) -> at.driver.memory().free());
    uses.put("cuMemcpyHtoDAsync_v2", (at, h, d) -> at.driver.memory().toDevice(d, h, 8, at.stream));
    uses.put("cuMemcpyDtoHAsync_v2", (at, h, d) -> at.driver.memory().toHost(h, d, 8, at.stream));
    uses.put(
        "cuMemcpyDtoDAsync_v2", (at, h, d) -> at.driver.memory().between(d, d + 8, 8, at.stream));
    uses.put("cuMemsetD8Async", (at, h, d) -> at.driver.memory().fill(d, (byte) 1, 16, at.stream));
    uses.put("cuStreamCreate", (at, h, d) -> at.driver.streams().create());
    uses.put(
        "cuStreamDestroy_v2",
        (at, h, d) -> at.driver.streams().destroy(at.driver.streams().create()));
    uses.put("cuStreamSynchronize", (at, h, d) -> at.driver.streams().synchronize(at.stream));
    uses.put(
        "cuStreamWaitEvent",
        (at, h, d) -> withEvent(at, e -> at.driver.streams().waitFor(at.stream, e)));
    uses.put("cuEventCreate", (at, h, d) -> at.driver.streams().createEvent());
    uses.put("cuEventDestroy_v2", (at, h, d) -> withEvent(at, e -> {}));
    uses.put(
        "cuEventRecord",
        (at, h, d) -> withEvent(at, e -> at.driver.streams().record(e, at.stream)));
    uses.put(
        "cuEventSynchronize",
        (at, h, d) -> withEvent(at, e -> at.driver.streams().synchronizeEvent(e)));
    uses.put(
        "cuEventElapsedTime",
        (at, h, d) ->
            withEvent(
                at,
                e -> {
                  at.driver.streams().record(e, at.stream);
                  at.driver.streams().synchronize(at.stream);
                  assertThat(at.driver.streams().elapsed(e, e)).isZero();
                }));
    uses.put("cuModuleLoadDataEx", (at, h, d) -> at.driver.modules().load(".version 7.0\n"));
    uses.put(
        "cuModuleUnload",
        (at, h, d) -> at.driver.modules().unload(at.driver.modules().load(".version 7.0\n")));
    uses.put("cuModuleGetFunction", (at, h, d) -> at.kernel("turn_around"));
    uses.put(
        "cuFuncSetAttribute",
        (at, h, d) -> at.driver.modules().allowShared(at.kernel("turn_around"), 100_000));
    uses.put("cuLaunchKernel", (at, h, d) -> at.launch("turn_around", GridShape.of(1, 2), 16, d));
    return uses;
  }

  private static void withEvent(TestKernels at, LongConsumer use) {
    long event = at.driver.streams().createEvent();
    try {
      use.accept(event);
    } finally {
      at.driver.streams().destroyEvent(event);
    }
  }

  static Stream<String> functions() {
    return uses().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void checksEveryReturnCode(String function) {
    TestKernels at = new TestKernels(gpu, "plain");
    MemorySegment host = at.driver.memory().allocateHost(16);
    long device = at.driver.memory().allocate(16);
    Use use = Objects.requireNonNull(uses().get(function));
    use.of(at, host, device);
    at.driver.devices().setCurrent(at.context);
    gpu.failAt(function, 1, 999);
    assertThatThrownBy(() -> use.of(at, host, device))
        .isInstanceOfSatisfying(DriverException.class, e -> assertThat(e.code()).isEqualTo(999))
        .hasMessage(function + " of the CUDA driver failed: CUDA_ERROR_UNKNOWN (999)");
    gpu.reset();
  }

  @Test
  void usesEveryFunctionThatIsBound() throws IllegalAccessException {
    Driver driver = gpu.driver();
    TreeSet<String> bound = new TreeSet<>();
    for (Object calls :
        new Object[] {driver.devices(), driver.memory(), driver.streams(), driver.modules()}) {
      for (Field field : calls.getClass().getDeclaredFields()) {
        if (field.getType().equals(Function.class)) {
          field.setAccessible(true);
          bound.add(((Function) field.get(calls)).name());
        }
      }
    }
    assertThat(uses()).containsOnlyKeys(bound);
  }

  // --- what the stand-in is strict about

  @Test
  void nothingWorksWithoutAContext() {
    Driver driver = gpu.driver();
    assertThatThrownBy(() -> driver.memory().allocate(1)).hasMessageContaining("(201)");
    assertThatThrownBy(() -> driver.streams().create()).hasMessageContaining("(201)");
    assertThatThrownBy(() -> driver.devices().setCurrent(77)).hasMessageContaining("(201)");
    assertThatThrownBy(() -> driver.devices().release(0)).hasMessageContaining("(201)");
  }

  @Test
  void nothingIsFreedTwice() {
    try (TestKernels at = new TestKernels(gpu, "plain")) {
      long memory = at.driver.memory().allocate(1);
      MemorySegment host = at.driver.memory().allocateHost(1);
      long stream = at.driver.streams().create();
      long event = at.driver.streams().createEvent();
      long module = at.driver.modules().load(".version 7.0\n");
      at.driver.memory().free(memory);
      at.driver.memory().freeHost(host);
      at.driver.streams().destroy(stream);
      at.driver.streams().destroyEvent(event);
      at.driver.modules().unload(module);
      assertThatThrownBy(() -> at.driver.memory().free(memory)).hasMessageContaining("(1)");
      assertThatThrownBy(() -> at.driver.memory().freeHost(host)).hasMessageContaining("(1)");
      assertThatThrownBy(() -> at.driver.streams().destroy(stream)).hasMessageContaining("(400)");
      assertThatThrownBy(() -> at.driver.streams().destroyEvent(event))
          .hasMessageContaining("(400)");
      assertThatThrownBy(() -> at.driver.modules().unload(module)).hasMessageContaining("(400)");
      assertThatThrownBy(() -> at.driver.streams().synchronize(stream))
          .hasMessageContaining("(400)");
    }
  }

  @Test
  void copiesOnlyInsideOfAllocatedMemory() {
    try (TestKernels at = new TestKernels(gpu, "plain")) {
      long memory = at.driver.memory().allocate(16);
      MemorySegment host = at.driver.memory().allocateHost(16);
      MemoryCalls calls = at.driver.memory();
      assertThatThrownBy(() -> calls.toDevice(memory + 8, host, 9, at.stream))
          .hasMessageContaining("(1)");
      assertThatThrownBy(() -> calls.toHost(host, host.address(), 8, at.stream))
          .hasMessageContaining("(1)");
      assertThatThrownBy(() -> calls.fill(memory - 1, (byte) 0, 1, at.stream))
          .hasMessageContaining("(1)");
      assertThatThrownBy(() -> calls.toDevice(memory, host, 8, 12345))
          .hasMessageContaining("(400)");
      calls.free(memory);
      calls.freeHost(host);
    }
  }

  @Test
  void refusesLaunchesThatADeviceRefuses() {
    try (TestKernels at = new TestKernels(gpu, "plain")) {
      long memory = at.driver.memory().allocate(16);
      assertThatThrownBy(() -> at.launch("turn_around", GridShape.of(1, 257), 0, memory))
          .hasMessageContaining("(1)");
      assertThatThrownBy(() -> at.launch("turn_around", GridShape.of(1, 1), 50_000, memory))
          .hasMessageContaining("(1)");
      assertThatThrownBy(() -> at.kernel("absent")).hasMessageContaining("NOT_FOUND (500)");
      at.driver.memory().free(memory);
    }
    assertThatThrownBy(() -> new GridShape(0, 1, 1)).hasMessage("0 x 1 blocks of 1 threads");
    assertThatThrownBy(() -> new GridShape(1, 65_536, 1)).hasMessageContaining("65536");
    assertThatThrownBy(() -> GridShape.of(1, 1025)).hasMessageContaining("1025");
    assertThat(GridShape.covering(0, 32)).isEqualTo(GridShape.of(1, 32));
    assertThat(GridShape.covering(33, 32)).isEqualTo(GridShape.of(2, 32));
  }

  /** PTX that was made of other sources than those that the tests compile. */
  @Test
  void refusesPtxOfOtherSources() {
    try (TestKernels at = new TestKernels(gpu, "plain")) {
      ModuleCalls modules = at.driver.modules();
      String ptx = gpu.ptx("plain");
      assertThat(ptx).contains("add_blocks", ".param .f32");
      for (String other :
          new String[] {
            ptx.replace("add_blocks", "add_rows"),
            ptx.replace(".f32", ".f64"),
            ptx + ".visible .entry more()\n{ ret; }\n"
          }) {
        assertThatThrownBy(() -> modules.load(other)).hasMessageContaining("(300)");
        assertThat(gpu.message()).contains("run cuda/ptx.sh");
      }
      assertThatThrownBy(() -> modules.load("no PTX")).hasMessageContaining("(218)");
    }
  }

  @Test
  void devicesDoNotShareMemory() {
    gpu.set(Setting.DEVICES, 2);
    try (TestKernels at = new TestKernels(gpu, "plain")) {
      Driver driver = at.driver;
      long first = driver.memory().allocate(16);
      driver.devices().setCurrent(driver.devices().retain(1));
      long second = driver.memory().allocate(16);
      assertThatThrownBy(() -> driver.memory().fill(second, (byte) 0, 16, at.stream))
          .hasMessageContaining("(400)");
      driver.memory().free(second);
      driver.devices().release(1);
      driver.devices().setCurrent(at.context);
      at.driver.memory().free(first);
    }
  }

  @Test
  void aDeviceThatFailedDoesNothingMore() {
    TestKernels at = new TestKernels(gpu, "plain");
    long memory = at.upload(IntStream.range(0, 8).toArray());
    at.launch("add_blocks", GridShape.of(1, 256), 0, 8, memory, 0L);
    assertThatThrownBy(() -> at.download(memory, 8)).hasMessageContaining("(700)");
    assertThat(gpu.message()).contains("add_blocks, block (0, 0): an access outside of the memory");
    assertThatThrownBy(() -> at.driver.memory().free()).hasMessageContaining("(700)");
    at.free(memory);
    at.close();
    try (TestKernels again = new TestKernels(gpu, "plain")) {
      long other = again.upload(3, 4, 5);
      assertThat(again.download(other, 3)).containsExactly(3, 4, 5);
      again.free(other);
    }
  }

  /** Work is done when somebody waits for it, so that a forgotten wait is seen. */
  @Test
  void workWaitsUntilItIsWaitedFor() {
    try (TestKernels at = new TestKernels(gpu, "plain");
        Arena arena = Arena.ofConfined()) {
      MemorySegment host = at.driver.memory().allocateHost(4);
      long memory = at.driver.memory().allocate(4);
      host.set(JAVA_INT, 0, 1);
      at.driver.memory().toDevice(memory, host, 4, at.stream);
      host.set(JAVA_INT, 0, 2);
      assertThat(at.download(memory, 1)).containsExactly(2);
      // Other memory of the machine is read before the call returns.
      MemorySegment other = arena.allocate(4);
      other.set(JAVA_INT, 0, 3);
      at.driver.memory().toDevice(memory, other, 4, at.stream);
      other.set(JAVA_INT, 0, 4);
      assertThat(at.download(memory, 1)).containsExactly(3);
      at.free(memory);
      at.driver.memory().freeHost(host);
    }
  }
}
