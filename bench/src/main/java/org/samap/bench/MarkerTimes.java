package org.samap.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.expression.Expression;
import org.samap.core.expression.HeapExpression;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/**
 * Times the test of all markers of all labels, REPEATS times in one virtual machine; the first line
 * includes compilation:
 *
 * <pre>
 * java ... -cp bench/target/benchmarks.jar org.samap.bench.MarkerTimes \
 *     [CELLS [GENES [LABELS [SHARE [REPEATS [THREADS]]]]]]
 * </pre>
 *
 * <p>SHARE is the part of the values that is not zero. Prints comma-separated values; CPU seconds
 * are those of the whole process.
 */
public final class MarkerTimes {
  private MarkerTimes() {}

  public static void main(String[] args) {
    int cells = Integer.parseInt(argument(args, 0, "10000"));
    int genes = Integer.parseInt(argument(args, 1, "20000"));
    int labels = Integer.parseInt(argument(args, 2, "30"));
    double share = Double.parseDouble(argument(args, 3, "0.1"));
    int repeats = Integer.parseInt(argument(args, 4, "3"));
    String processors = Integer.toString(Runtime.getRuntime().availableProcessors());
    int threads = Integer.parseInt(argument(args, 5, processors));
    Expression x = draw(cells, genes, share);
    CellLabels labelled = CellLabels.of(List.of("xx"), List.of(labels(cells, labels)));
    System.out.println("cells,genes,labels,entries,threads,seconds,cpu_seconds");
    try (Workers workers = Workers.of(threads)) {
      for (int i = 0; i < repeats; i++) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        Markers found = Markers.of(x, labelled, 0, workers);
        System.out.printf(
            Locale.ROOT,
            "%d,%d,%d,%d,%d,%.3f,%.3f%n",
            cells,
            genes,
            found.nodes().length,
            x.entries(),
            threads,
            (System.nanoTime() - start) / 1e9,
            (cpuNanos() - cpu) / 1e9);
      }
    }
  }

  private static String argument(String[] args, int place, String otherwise) {
    return place < args.length ? args[place] : otherwise;
  }

  /** Some genes are in most cells, most genes in few; cells differ in their depth. */
  private static Expression draw(int cells, int genes, double share) {
    HeapExpression.Builder x = HeapExpression.builder(genes);
    for (int c = 0; c < cells; c++) {
      RandomStream random = RandomStream.of(1, "cell", c);
      double depth = 0.5 + random.nextDouble();
      for (int g = 0; g < genes; g++) {
        double expressed = Math.min(1, 3 * share * Math.pow((g % 1000 + 1) / 1000.0, 2));
        if (random.nextDouble() < expressed) {
          int count = 1 + (int) (-2 * Math.log(1 - random.nextDouble()));
          x.add(g, (float) (Math.log1p(count / depth) / Math.log(2)));
        }
      }
      x.endCell();
    }
    return x.build();
  }

  private static List<String> labels(int cells, int labels) {
    List<String> out = new ArrayList<>(cells);
    for (int c = 0; c < cells; c++) {
      out.add("type" + (int) (labels * Math.pow(RandomStream.of(1, "label", c).nextDouble(), 1.5)));
    }
    return out;
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
