package org.samap.bench;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.samap.core.run.RandomStream;
import org.samap.core.simd.Kernels;

/**
 * The kernels of {@link Kernels} on rows of n values from the nearest cache, as vectors and as
 * plain loops.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
  private static final long[] BITS =
      LongStream.generate(() -> 0x5a5a_ff00_0ff0_3c3cL).limit(20).toArray();
  private static final int[] VALUES = IntStream.range(0, BITS.length).toArray();

  @Param({"vector", "scalar"})
  String simd = "vector";

  @Param({"100", "600"})
  int n;

  private Kernels kernels = Kernels.best();
  private float[] x = new float[0];
  private float[] y = new float[0];
  private float[] rows = new float[0];
  private float[] panel = new float[0];
  private double[] sums = new double[0];
  private int[] counts = new int[0];
  private final float[] tile = new float[Kernels.TILE_ROWS * Kernels.TILE_COLUMNS];

  @Setup(Level.Trial)
  public void fill() {
    kernels = Kernels.of(simd);
    x = random(n, 0);
    y = random(n, 1);
    rows = random(Kernels.TILE_ROWS * n, 2);
    panel = random(Kernels.TILE_COLUMNS * n, 3);
    sums = new double[n];
    counts = new int[n];
  }

  private static float[] random(int n, int index) {
    RandomStream random = RandomStream.of(0, "kernel-benchmark", index);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = random.nextFloat() - 0.5f;
    }
    return out;
  }

  @Benchmark
  @Work(bytes = 8, flops = 2)
  public float dot() {
    return kernels.dot(x, 0, y, 0, n);
  }

  @Benchmark
  @Work(bytes = 8, flops = 3)
  public float squaredDistance() {
    return kernels.squaredDistance(x, 0, y, 0, n);
  }

  @Benchmark
  @Work(bytes = 8, flops = 2)
  public double dotInDouble() {
    return kernels.dotInDouble(x, 0, y, 0, n);
  }

  @Benchmark
  @Work(bytes = 8, flops = 3)
  public double squaredDistanceInDouble() {
    return kernels.squaredDistanceInDouble(x, 0, y, 0, n);
  }

  @Benchmark
  @Work(bytes = 12, flops = 2)
  public float[] axpy() {
    kernels.axpy(1e-9f, x, 0, y, 0, n);
    return y;
  }

  @Benchmark
  @Work(bytes = 20, flops = 2)
  public double[] axpyInDouble() {
    kernels.axpy(1e-9, x, 0, sums, 0, n);
    return sums;
  }

  /** One tile: per step 4 values of the rows and 32 of the panel, 128 multiply-adds. */
  @Benchmark
  @Work(bytes = 4 * (4 + 32), flops = 2 * 4 * 32)
  public float[] tile() {
    kernels.tile(rows, 0, n, panel, 0, n, tile);
    return tile;
  }

  /** A search that finds nothing, as most do. */
  @Benchmark
  @Work(bytes = 4, flops = 1)
  public int firstAbove() {
    return kernels.firstAbove(1, x, 0, n);
  }

  /** The positions of all values above 0.4, a tenth. */
  @Benchmark
  @Work(bytes = 4, flops = 1)
  public int allAbove() {
    int found = 0;
    for (int i = kernels.firstAbove(0.4f, x, 0, n); i < n; found++) {
      i = kernels.firstAbove(0.4f, x, i + 1, n);
    }
    return found;
  }

  /** Half of the values are added to. */
  @Benchmark
  @Work(bytes = 8, flops = 1)
  public int[] addWhere() {
    for (int i = 0; i + Long.SIZE <= n; i += Long.SIZE) {
      kernels.addWhere(BITS[0], 1, counts, i);
    }
    return counts;
  }

  /** Each sum is of 20 values, half of which count. */
  @Benchmark
  @Work(bytes = 4, flops = 20)
  public int[] sumsWhere() {
    for (int i = 0; i + Long.SIZE <= n; i += Long.SIZE) {
      kernels.sumsWhere(BITS, VALUES, BITS.length, counts, i);
    }
    return counts;
  }

  @Benchmark
  @Work(bytes = 4, flops = 1)
  public long atLeast() {
    long bits = 0;
    for (int i = 0; i + Long.SIZE <= n; i += Long.SIZE) {
      bits ^= kernels.atLeast(1, counts, i);
    }
    return bits;
  }
}
