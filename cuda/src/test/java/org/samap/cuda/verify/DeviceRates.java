package org.samap.cuda.verify;

import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Kernel;
import org.samap.cuda.device.KernelTimes;
import org.samap.cuda.device.KernelTimes.Spent;
import org.samap.cuda.driver.GridShape;

/**
 * What a device can do at most, measured: products of its tensor cores in bf16, copies inside its
 * memory (bytes read and written), and copies from and to the machine through pinned buffers.
 */
record DeviceRates(
    double matrixFlops,
    double matrixSeconds,
    double copyBytes,
    double copySeconds,
    double hostBytes,
    double uploadSeconds,
    double downloadSeconds) {
  private static final int THREADS = 256;
  private static final int WARPS = THREADS / 32;
  private static final int BLOCKS_PER_MULTIPROCESSOR = 4;

  /** Floating-point operations of a warp in a round of the kernel. */
  private static final double ROUND = 8 * 2.0 * 16 * 8 * 16;

  /** A share of the device's memory, so that small devices have room; at most a gigabyte. */
  private static final int SHARE = 64;

  private static final long MOST_BYTES = 1L << 30;
  private static final int HOST_BYTES = 256 << 20;
  private static final int TIMES = 5;

  /** A device of so little memory is the tests' stand-in, which is as slow. */
  private static final long LARGE = 4L << 30;

  static DeviceRates of(Device device) {
    boolean large = device.info().memory() >= LARGE;
    try (DeviceArena arena = device.arena();
        DeviceStream stream = device.stream();
        KernelTimes times = device.time()) {
      int rounds = large ? 20_000 : 2;
      int blocks = BLOCKS_PER_MULTIPROCESSOR * device.info().multiprocessors();
      DeviceMemory sums = arena.floats((long) blocks * THREADS);
      Kernel kernel = device.kernel("rates", "matrix_rate");
      double matrix =
          best(
              () -> {
                kernel.launch(stream, GridShape.of(blocks, THREADS), sums, rounds);
                SequencedMap<String, Spent> spent = times.read();
                return spent.lastEntry().getValue().seconds();
              });
      long bytes = Math.min(MOST_BYTES, device.freeMemory() / SHARE);
      DeviceMemory from = arena.allocate(bytes);
      DeviceMemory to = arena.allocate(bytes);
      stream.clear(from);
      stream.synchronize();
      double copy = best(() -> seconds(stream, () -> stream.copy(from, to)));
      byte[] host = new byte[(int) Math.min(HOST_BYTES, bytes)];
      double upload = best(() -> seconds(stream, () -> stream.upload(host, to)));
      float[] back = new float[host.length / Float.BYTES];
      double download = best(() -> seconds(stream, () -> stream.download(to, back)));
      return new DeviceRates(
          (double) blocks * WARPS * rounds * ROUND,
          matrix,
          2.0 * bytes,
          copy,
          host.length,
          upload,
          download);
    }
  }

  /** The tensor cores' 10^12 floating-point operations a second. */
  double tflops() {
    return matrixFlops / matrixSeconds / 1e12;
  }

  /** The gigabytes a second that are read and written inside the device. */
  double gbytes() {
    return copyBytes / copySeconds / 1e9;
  }

  private static double seconds(DeviceStream stream, Runnable work) {
    long start = System.nanoTime();
    work.run();
    stream.synchronize();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double best(DoubleSupplier once) {
    double least = Double.MAX_VALUE;
    for (int t = 0; t < TIMES; t++) {
      least = Math.min(least, once.getAsDouble());
    }
    return Math.max(least, 1e-9);
  }
}
