package org.samap.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.samap.core.pipeline.DataSize;
import org.samap.core.pipeline.RunParams;
import org.samap.core.pipeline.plan.Cost;
import org.samap.core.pipeline.plan.MachineRates;
import org.samap.core.pipeline.plan.MemoryModel;
import org.samap.core.pipeline.plan.Stage;
import org.samap.core.pipeline.plan.Workload;
import org.samap.core.run.InputException;

/**
 * Fits the constants of the model behind {@code samap plan} to the measured runs of a sweep, and
 * prints them in the form of its classes.
 *
 * <p>Per stage, constants c minimise the sum over the sizes of (prediction / measured - 1)^2, plus
 * {@value #INERTIA} times the sum of (c / former - 1)^2, which decides where the sizes cannot. By
 * coordinate descent.
 */
final class CostFit {
  private static final double INERTIA = 0.02;

  /** A constant falls to no less than this part of the former. */
  private static final double LEAST_PART = 0.2;

  private static final int ROUNDS = 10_000;
  private static final int BISECTIONS = 80;

  /** Bytes of the simulated search tables and files, of which a sweep's table does not tell. */
  private static final double TABLE_BYTES_PER_GENE = 257;

  private static final double FILE_BYTES_PER_VALUE = 1.6;

  private final List<SizeResult> results;
  private final List<Workload> work;
  private final MachineRates rates;
  private final int threads;

  private CostFit(List<SizeResult> results, RunParams params, MachineRates rates, int threads) {
    this.results = results;
    this.work = results.stream().map(r -> workload(r, params)).toList();
    this.rates = rates;
    this.threads = threads;
  }

  /**
   * Fits to the sizes of a sweep.
   *
   * @param params of its runs
   * @param out where the constants are printed, then each size's predicted and measured figures
   * @throws InputException if the sweep has measured no size
   */
  static void print(SweepParams sweep, RunParams params, MachineRates rates, PrintWriter out) {
    Path table = sweep.out().resolve(Sweep.TABLE);
    List<SizeResult> results = SweepTable.read(table);
    if (results.isEmpty()) {
      throw new InputException(
          "%s: there are no measured sizes to fit to; run 'samap bench --out %s' first"
              .formatted(table, sweep.out()));
    }
    new CostFit(results, params, rates, sweep.threads()).print(out);
  }

  private static Workload workload(SizeResult r, RunParams params) {
    List<DataSize> species =
        List.of("aa", "bb").stream()
            .map(id -> DataSize.ofCounts(id, r.cells() / 2, r.genes() / 2, r.nonZeros() / 2))
            .toList();
    long tables = (long) (TABLE_BYTES_PER_GENE * r.genes());
    return Workload.of(
        species, tables, tables + (long) (FILE_BYTES_PER_VALUE * r.nonZeros()), params);
  }

  private void print(PrintWriter out) {
    double[] cpu = new double[results.size()];
    double[] wall = new double[results.size()];
    out.printf(Locale.ROOT, "// products %.3g/s, bytes %.3g/s%n", rates.products(), rates.bytes());
    for (Stage stage : Stage.values()) {
      List<Cost> costs = Arrays.stream(Cost.values()).filter(c -> c.stage() == stage).toList();
      double[] fitted = fit(stage, costs);
      for (int c = 0; c < costs.size(); c++) {
        out.printf(
            Locale.ROOT,
            "  %s(Stage.%s, %s, %.3g),%n",
            costs.get(c),
            stage,
            costs.get(c).unit(),
            fitted[c]);
      }
      double serial = serialShare(stage);
      out.printf(Locale.ROOT, "  %s(\"%s\", %.2f),%n", stage, stage.phase(), serial);
      for (int r = 0; r < cpu.length; r++) {
        double seconds = predicted(r, costs, fitted);
        cpu[r] += seconds;
        wall[r] += seconds * (serial + (1 - serial) / threads);
      }
    }
    double[] memory = fitMemory();
    out.printf(Locale.ROOT, "  LEAST_HEAP = %.3g; HEAP = %.3g;%n", memory[0], memory[1]);
    out.printf(
        "%n%9s %12s %9s %12s %9s %12s %9s%n",
        "cells", "CPU s fitted", "measured", "wall s", "measured", "peak MB", "measured");
    for (int r = 0; r < cpu.length; r++) {
      double peak = MemoryModel.of(work.get(r), threads).peak(memory[0], memory[1]);
      PhaseCost total = results.get(r).total();
      out.printf(
          Locale.ROOT,
          "%9d %12.1f %9.1f %12.1f %9.1f %12.0f %9.0f%n",
          results.get(r).cells(),
          cpu[r],
          total.cpuSeconds(),
          wall[r],
          total.seconds(),
          peak / 1e6,
          total.peakBytes() / 1e6);
    }
  }

  private double predicted(int r, List<Cost> costs, double[] constants) {
    double sum = 0;
    for (int c = 0; c < constants.length; c++) {
      sum += constants[c] * term(r, costs.get(c));
    }
    return sum;
  }

  private double term(int r, Cost cost) {
    return rates.seconds(cost.unit(), work.get(r).amount(cost));
  }

  private double measured(int r, Stage stage) {
    return results.get(r).phases().stream()
        .filter(p -> p.phase().equals(stage.phase()))
        .mapToDouble(PhaseCost::cpuSeconds)
        .sum();
  }

  private double[] fit(Stage stage, List<Cost> costs) {
    double[] constants = costs.stream().mapToDouble(Cost::constant).toArray();
    List<Integer> sizes = new ArrayList<>();
    for (int r = 0; r < results.size(); r++) {
      if (measured(r, stage) > 0) {
        sizes.add(r);
      }
    }
    for (int round = 0; round < ROUNDS && !sizes.isEmpty(); round++) {
      for (int c = 0; c < constants.length; c++) {
        double former = costs.get(c).constant();
        double slope = former > 0 ? INERTIA / former : 0;
        double curvature = former > 0 ? INERTIA / (former * former) : 0;
        for (int r : sizes) {
          double x = term(r, costs.get(c)) / measured(r, stage);
          double rest = predicted(r, costs, constants) / measured(r, stage) - constants[c] * x;
          slope += x * (1 - rest);
          curvature += x * x;
        }
        constants[c] =
            curvature > 0 ? Math.max(LEAST_PART * former, slope / curvature) : constants[c];
      }
    }
    return constants;
  }

  /** From wall and processor time of all sizes together; 1 on a single thread. */
  private double serialShare(Stage stage) {
    double cpu = 0;
    double wall = 0;
    for (SizeResult r : results) {
      for (PhaseCost p : r.phases()) {
        cpu += p.phase().equals(stage.phase()) ? p.cpuSeconds() : 0;
        wall += p.phase().equals(stage.phase()) ? p.seconds() : 0;
      }
    }
    return threads == 1 || cpu == 0
        ? 1
        : Math.clamp((threads * wall / cpu - 1) / (threads - 1), 0, 2);
  }

  /** LEAST_HEAP from the sizes on whose heap little lives, HEAP from the others: the means. */
  private double[] fitMemory() {
    double[] sum = new double[2];
    int[] sizes = new int[2];
    for (int r = 0; r < results.size(); r++) {
      MemoryModel model = MemoryModel.of(work.get(r), threads);
      boolean large = MemoryModel.HEAP * model.live() > MemoryModel.LEAST_HEAP;
      sum[large ? 1 : 0] +=
          argument(
              (double) results.get(r).total().peakBytes(),
              large
                  ? heap -> model.peak(MemoryModel.LEAST_HEAP, heap)
                  : leastHeap -> model.peak(leastHeap, MemoryModel.HEAP));
      sizes[large ? 1 : 0]++;
    }
    return new double[] {
      sizes[0] == 0 ? MemoryModel.LEAST_HEAP : sum[0] / sizes[0],
      sizes[1] == 0 ? MemoryModel.HEAP : sum[1] / sizes[1]
    };
  }

  /** Where a rising function has a value, by bisection; 0 if it is above it everywhere. */
  private static double argument(double value, DoubleUnaryOperator rising) {
    double low = 0;
    double high = value;
    for (int round = 0; round < BISECTIONS; round++) {
      double middle = (low + high) / 2;
      if (rising.applyAsDouble(middle) > value) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }
}
