package org.samap.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.neighbors.Metric;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.SearchMethod;
import org.samap.core.run.Workers;

/**
 * Times one kind of neighbour search, REPEATS times in one virtual machine; the first line includes
 * compilation:
 *
 * <pre>
 * java ... -cp bench/target/benchmarks.jar org.samap.bench.SearchTimes \
 *     METHOD ROWS COLUMNS self|cross [REPEATS [TYPES [THREADS]]]
 * </pre>
 *
 * <p>A cross search is both directions between two sets of rows. Prints comma-separated values; CPU
 * seconds are those of the whole process.
 */
public final class SearchTimes {
  private static final int K = 20;

  private SearchTimes() {}

  public static void main(String[] args) {
    SearchMethod method = SearchMethod.valueOf(args[0].toUpperCase(Locale.ROOT));
    int rows = Integer.parseInt(args[1]);
    int columns = Integer.parseInt(args[2]);
    boolean cross = args[3].equals("cross");
    int repeats = args.length > 4 ? Integer.parseInt(args[4]) : 1;
    int types = args.length > 5 ? Integer.parseInt(args[5]) : 25;
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = args.length > 6 ? Integer.parseInt(args[6]) : processors;
    NeighborSearch search = new NeighborSearch(method, Metric.COSINE, 0);
    System.out.println("method,rows,columns,kind,types,threads,seconds,cpu_seconds,recall");
    try (Workers workers = Workers.of(threads)) {
      CellLikeRows like = new CellLikeRows(columns, types, 1);
      CellMatrix a = like.draw(rows, 0, workers);
      CellMatrix b = cross ? like.draw(rows, 1, workers) : a;
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        double recall = cross ? between(search, a, b, workers) : among(search, a, workers);
        System.out.printf(
            Locale.ROOT,
            "%s,%d,%d,%s,%d,%d,%.3f,%.3f,%.4f%n",
            args[0],
            rows,
            columns,
            args[3],
            types,
            threads,
            (System.nanoTime() - start) / 1e9,
            (cpuNanos() - cpu) / 1e9,
            recall);
      }
    }
  }

  private static double among(NeighborSearch search, CellMatrix a, Workers workers) {
    return search.search(a, a, K, workers).recall();
  }

  private static double between(
      NeighborSearch search, CellMatrix a, CellMatrix b, Workers workers) {
    NeighborSearch.BothWays both = search.between(a, K, b, K, workers);
    return Math.min(both.ofA().recall(), both.ofB().recall());
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
