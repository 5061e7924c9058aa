package org.samap.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.samap.core.anndata.AnnDataFile;
import org.samap.core.anndata.counts.CountsLoader;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Progress;
import org.samap.core.run.Workers;

/**
 * Measures how fast the counts of an AnnData file are read into packed blocks: {@code ReadTimes
 * FILE [ROUNDS [THREADS]]}. Prints for each round the wall time, the processor time, and the
 * megabytes per second of processor time: of the file, and of the values and indices in it.
 */
public final class ReadTimes {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ReadTimes() {}

  public static void main(String[] args) throws IOException {
    Path path = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    int threads = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    double megabytes = Files.size(path) / 1e6;
    try (Workers workers = Workers.of(threads)) {
      for (int round = 0; round < rounds; round++) {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        long values = read(path, workers);
        double seconds = (System.nanoTime() - wall) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%,d values: %.2f s, %.2f CPU s; of one processor %.0f MB/s of the file, %.0f MB/s of"
                + " values and indices%n",
            values,
            seconds,
            cpuSeconds,
            megabytes / cpuSeconds,
            values * 8 / 1e6 / cpuSeconds);
      }
    }
  }

  private static long read(Path path, Workers workers) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (AnnDataFile file = AnnDataFile.open(path);
        ExpressionStore store =
            ExpressionStore.automatic(ExpressionStore.SMALL, Long.MAX_VALUE, folder)) {
      Expression counts =
          CountsLoader.load(file, Optional.of("X"), store, workers, Progress.silent()).counts();
      return counts.entries();
    }
  }
}
