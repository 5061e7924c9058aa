package org.samap.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** The table of results: nanoseconds, and for benchmarks that tell their {@link Work} rates. */
final class Rates {
  private final double copy;
  private final double multiplyAdd;

  /**
   * @param machine the results of {@link Machine}
   */
  Rates(List<RunResult> machine) {
    copy = machine.stream().mapToDouble(Rates::gigabytes).max().orElseThrow();
    multiplyAdd = machine.stream().mapToDouble(Rates::gigaflops).max().orElseThrow();
  }

  void print(List<RunResult> results, PrintStream out) {
    out.printf(
        "%n%-44s %14s %8s %8s %8s %8s%n",
        "benchmark", "ns", "GB/s", "of copy", "GFLOP/s", "of peak");
    for (RunResult result : results) {
      out.printf(
          Locale.ROOT,
          "%-44s %14.1f %8.1f %7.0f%% %8.1f %7.0f%%%n",
          name(result.getParams()),
          result.getPrimaryResult().getScore(),
          gigabytes(result),
          100 * gigabytes(result) / copy,
          gigaflops(result),
          100 * gigaflops(result) / multiplyAdd);
    }
  }

  private static String name(BenchmarkParams params) {
    String[] parts = params.getBenchmark().split("\\.", -1);
    return parts[parts.length - 2].replace("Benchmark", "")
        + "."
        + parts[parts.length - 1]
        + params.getParamsKeys().stream()
            .map(key -> " " + params.getParam(key))
            .collect(Collectors.joining());
  }

  private static double gigabytes(RunResult result) {
    return work(result).map(w -> w.bytes() * elementsPerNano(result)).orElse(0.0);
  }

  private static double gigaflops(RunResult result) {
    return work(result).map(w -> w.flops() * elementsPerNano(result)).orElse(0.0);
  }

  private static double elementsPerNano(RunResult result) {
    return Double.parseDouble(result.getParams().getParam("n"))
        / result.getPrimaryResult().getScore();
  }

  private static Optional<Work> work(RunResult result) {
    String name = result.getParams().getBenchmark();
    int dot = name.lastIndexOf('.');
    return Arrays.stream(type(name.substring(0, dot)).getMethods())
        .filter(m -> m.getName().equals(name.substring(dot + 1)))
        .findFirst()
        .map(m -> m.getAnnotation(Work.class));
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
