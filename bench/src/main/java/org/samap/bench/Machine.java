package org.samap.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The limits of one thread of the machine: the rate of copying memory that is in no cache (256 MiB
 * to 256 MiB, bytes read plus bytes written), and of float32 multiply-adds that wait for nothing.
 *
 * <p>The multiply-adds are 12 chains in the widest registers: enough to hide the delay of one, few
 * enough for 16 registers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class Machine {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

  /** Floats. */
  @Param("67108864")
  int n;

  private float[] from = new float[0];
  private float[] to = new float[0];
  private float factor = 0.999f;

  @Benchmark
  @Work(bytes = 8, flops = 0)
  public float[] copy() {
    if (from.length != n) {
      from = new float[n];
      to = new float[n];
    }
    System.arraycopy(from, 0, to, 0, n);
    return to;
  }

  @Benchmark
  @Work(bytes = 0, flops = 2)
  public float multiplyAdd() {
    FloatVector a = FloatVector.broadcast(F, factor);
    FloatVector b = FloatVector.broadcast(F, 1 - factor);
    FloatVector s0 = FloatVector.zero(F);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    FloatVector s4 = s0;
    FloatVector s5 = s0;
    FloatVector s6 = s0;
    FloatVector s7 = s0;
    FloatVector s8 = s0;
    FloatVector s9 = s0;
    FloatVector s10 = s0;
    FloatVector s11 = s0;
    for (int i = 0; i < n; i += 12 * F.length()) {
      s0 = s0.fma(a, b);
      s1 = s1.fma(a, b);
      s2 = s2.fma(a, b);
      s3 = s3.fma(a, b);
      s4 = s4.fma(a, b);
      s5 = s5.fma(a, b);
      s6 = s6.fma(a, b);
      s7 = s7.fma(a, b);
      s8 = s8.fma(a, b);
      s9 = s9.fma(a, b);
      s10 = s10.fma(a, b);
      s11 = s11.fma(a, b);
    }
    return s0.add(s1)
        .add(s2)
        .add(s3)
        .add(s4)
        .add(s5)
        .add(s6)
        .add(s7)
        .add(s8)
        .add(s9)
        .add(s10)
        .add(s11)
        .reduceLanes(VectorOperators.ADD);
  }
}
