package org.samap.cuda.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samap.core.run.InputException;
import org.samap.cuda.StandIn.Setting;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.driver.GridShape;

/** Kernels with their arguments and their errors. */
class KernelTest extends OnOneDevice {
  @Test
  void addsInBlocks() {
    int n = 1000;
    DeviceMemory x = arena.ints(n);
    DeviceMemory sums = arena.longs(4);
    stream.upload(IntStream.range(0, n).toArray(), x);
    device.kernel("plain", "add_blocks").launch(stream, GridShape.covering(n, 256), n, x, sums);
    long[] found = new long[4];
    stream.download(sums, found);
    assertThat(found)
        .containsExactly(
            IntStream.range(0, 4)
                .mapToLong(b -> IntStream.range(256 * b, Math.min(n, 256 * (b + 1))).sum())
                .toArray());
    assertThat(gpu.launches("add_blocks")).isEqualTo(1);
  }

  @Test
  void takesTheArgumentsThatItsSourceDeclares() {
    Kernel kernel = device.kernel("plain", "scale_and_add");
    DeviceMemory x = arena.floats(1);
    GridShape one = GridShape.of(1, 32);
    assertThatThrownBy(() -> kernel.launch(stream, one, 1, 2f, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale_and_add takes 4 arguments, not 3");
    for (List<Object> wrong :
        List.<List<Object>>of(
            List.of(1L, 2f, x, x),
            List.of(1, 2.0, x, x),
            List.of(1, 2, x, x),
            List.of(1, 2f, 3, x),
            List.of(1, 2f, x, 3f))) {
      assertThatThrownBy(() -> kernel.launch(stream, one, wrong.toArray()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the kernel takes ");
    }
    kernel.launch(stream, one, 1, 2f, x, x.address());
    stream.synchronize();
  }

  @Test
  void readsTheTypesOfParametersFromPtx() {
    assertThat(
            KernelParameter.ofKernels(
                """
                .visible .entry some(
                	.param .u64 .ptr .align 1 some_param_0,
                	.param .align 8 .b64 some_param_1,
                	.param .s32 some_param_2,
                	.param .f32 some_param_3,
                	.param .f64 some_param_4
                )
                .maxntid 256, 1, 1
                { ret; }
                .visible .entry none()
                { ret; }
                """))
        .containsEntry(
            "some",
            List.of(
                KernelParameter.U64,
                KernelParameter.U64,
                KernelParameter.U32,
                KernelParameter.F32,
                KernelParameter.F64))
        .containsEntry("none", List.of());
    assertThatThrownBy(() -> KernelParameter.ofKernels(".visible .entry k(.param .u16 p)"))
        .hasMessageContaining("u16");
  }

  @Test
  void knowsTheKernelsOfItsSourcesAlone() {
    assertThatThrownBy(() -> device.kernel("plain", "absent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no kernel absent");
    assertThatThrownBy(() -> device.kernel("absent", "any"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no kernels 'absent'");
    assertThat(device.kernel("plain", "add_blocks"))
        .isSameAs(device.kernel("plain", "add_blocks"))
        .hasToString("add_blocks");
  }

  @Test
  void asksForMuchSharedMemoryOnce() {
    Kernel kernel = device.kernel("plain", "turn_around");
    DeviceMemory x = arena.doubles(512);
    double[] numbers = new double[512];
    Arrays.setAll(numbers, i -> i);
    stream.upload(numbers, x);
    long before = gpu.calls();
    kernel.launchWithShared(stream, GridShape.of(2, 256), 100 << 10, x);
    kernel.launchWithShared(stream, GridShape.of(2, 256), 90 << 10, x);
    kernel.launchWithShared(stream, GridShape.of(2, 256), 256 * 8, x);
    // Each launch makes the context current; the first one sets the attribute.
    assertThat(gpu.calls() - before).isEqualTo(2 * 3 + 1);
    double[] found = new double[512];
    stream.download(x, found);
    assertThat(found[0]).isEqualTo(255);
    assertThat(found[256]).isEqualTo(511);
    assertThat(found[511]).isEqualTo(256);
  }

  /** Both together need to be asked for, although neither would have to be alone. */
  @Test
  void asksForSharedMemoryBesideWhatTheKernelDeclares() {
    DeviceMemory x = arena.ints(256);
    DeviceMemory sums = arena.longs(1);
    stream.upload(IntStream.range(0, 256).toArray(), x);
    device
        .kernel("plain", "add_blocks")
        .launchWithShared(stream, GridShape.of(1, 256), 47 << 10, 256, x, sums);
    long[] found = new long[1];
    stream.download(sums, found);
    assertThat(found[0]).isEqualTo(255 * 256 / 2);
  }

  @Test
  void namesTheKernelItsSizesAndTheFreeMemoryWhenItCannotStart() {
    gpu.set(Setting.MEMORY, 1 << 20);
    DeviceMemory x = arena.doubles(256);
    Kernel kernel = device.kernel("plain", "turn_around");
    assertThatThrownBy(() -> kernel.launchWithShared(stream, GridShape.of(3, 128), 228 << 10, x))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("cuFuncSetAttribute of the CUDA driver failed")
        .hasMessageContaining("CUDA_ERROR_INVALID_VALUE (1), starting turn_around")
        .hasMessageContaining("blocksX=3")
        .hasMessageContaining("threads=128")
        .hasMessageContaining((228 << 10) + " bytes of shared memory")
        .hasMessageContaining((1 << 20) - 2048 + " bytes are free");
    gpu.failAt("cuLaunchKernel", 1, 701);
    assertThatThrownBy(() -> kernel.launch(stream, GridShape.of(1, 32), x))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("cuLaunchKernel of the CUDA driver failed")
        .hasMessageContaining("starting turn_around");
  }

  @Test
  void namesWhatWasAskedForWhenMemoryRunsOut() {
    gpu.set(Setting.MEMORY, 1 << 20);
    arena.allocate(1 << 19);
    assertThatThrownBy(() -> arena.allocate((1 << 19) + 1))
        .isInstanceOfSatisfying(DriverException.class, e -> assertThat(e.isOutOfMemory()).isTrue())
        .hasMessageContaining("asking for 524289 bytes of Stand-in GPU; 524288 bytes are free");
    arena.allocate(1 << 19);
    assertThat(device.freeMemory()).isZero();
  }

  @Test
  void namesTheSourceThatTheDriverCannotLoad() {
    gpu.failAt("cuModuleLoadDataEx", 1, 222);
    assertThatThrownBy(() -> device.kernel("plain", "add_blocks"))
        .hasMessageContaining("CUDA_ERROR_UNSUPPORTED_PTX_VERSION (222)")
        .hasMessageContaining("loading the kernels 'plain' on Stand-in GPU");
  }

  /** The error of a kernel comes with a later call, and the device does nothing more. */
  @Test
  void tellsWhichKernelLeftItsMemory() {
    DeviceMemory x = arena.ints(100);
    DeviceMemory sums = arena.longs(1);
    stream.fill(x, (byte) 0);
    device.kernel("plain", "add_blocks").launch(stream, GridShape.of(3, 256), 9, x, sums);
    assertThatThrownBy(
            () ->
                devices.use(
                    () -> {
                      stream.synchronize();
                      return "";
                    }))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("CUDA_ERROR_ILLEGAL_ADDRESS (700)")
        .hasMessageContaining("add_blocks");
    assertThat(gpu.message()).contains("add_blocks wrote outside of the memory of argument 2");
    assertThatThrownBy(() -> arena.ints(1)).hasMessageContaining("(700)");
    assertThatThrownBy(arena::close).hasMessageContaining("(700)");
    assertThatThrownBy(stream::close).hasMessageContaining("(700)");
    assertThatThrownBy(devices::close).hasMessageContaining("(700)");
    open();
  }
}
