package org.samap.cuda.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.samap.core.engine.Engine;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.run.Workers;
import org.samap.cuda.CudaEngine;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.Devices;
import org.samap.cuda.device.KernelTimes;
import org.samap.cuda.device.KernelTimes.Spent;
import org.samap.cuda.driver.Driver;

/**
 * Times the operations of the engine on a GPU, and each of their kernels by events, and tells them
 * as shares of what the device can do: the rate at which it copies its memory, and the rate of its
 * tensor cores in bf16. Each operation runs once on little data, which loads its kernels, and then
 * once on much. Its least work is told of the whole, with all copies, and of the kernel that takes
 * most of the time.
 *
 * <pre>KernelTable --cells 500k --out kernels.csv</pre>
 */
final class KernelTable {
  /** Of the first run, which loads the kernels and shows which there are. */
  private static final int FEW = 2000;

  private static final String HEADER =
      "operation,cells,kernel,launches,seconds,tflops,of_matrix_rate,gbytes_per_s,of_copy_rate";

  private final Devices devices;
  private final Engine engine;
  private final Workers workers;
  private final DeviceRates rates;
  private final PrintStream out;
  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  private KernelTable(
      Devices devices, Engine engine, Workers workers, DeviceRates rates, PrintStream out) {
    this.devices = devices;
    this.engine = engine;
    this.workers = workers;
    this.rates = rates;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    Optional<Path> table = after("--out", args).map(Path::of);
    int cells = cells(after("--cells", args).orElse("500k"));
    measure(cells, Math.min(FEW, cells), table, System.out);
  }

  /**
   * Measures and prints; the table is written anew after every operation.
   *
   * @param few the cells of the first run of each operation
   */
  static void measure(int cells, int few, Optional<Path> table, PrintStream out)
      throws IOException {
    Devices devices = Devices.open(Driver.find().orElseThrow());
    try (Workers workers = Workers.ofAllProcessors();
        Engine engine = CudaEngine.on(devices, workers)) {
      DeviceRates rates = DeviceRates.of(devices.first());
      KernelTable measured = new KernelTable(devices, engine, workers, rates, out);
      out.println(engine.name());
      measured.tellRates();
      measured.write(table);
      for (Workload.Maker maker : Workload.all()) {
        measured.tell(maker, cells, few);
        measured.write(table);
      }
    }
  }

  private void write(Optional<Path> table) throws IOException {
    if (table.isPresent()) {
      Files.write(table.get(), lines);
    }
  }

  private void tellRates() {
    line(
        "matrix rate, bf16",
        0,
        "matrix_rate",
        new Spent(1, rates.matrixSeconds()),
        rates.matrixFlops(),
        0);
    line("copy inside the device", 0, "", new Spent(1, rates.copySeconds()), 0, rates.copyBytes());
    line("copy to the device", 0, "", new Spent(1, rates.uploadSeconds()), 0, rates.hostBytes());
    line(
        "copy from the device", 0, "", new Spent(1, rates.downloadSeconds()), 0, rates.hostBytes());
  }

  /** A step whose data do not fit the machine is told, and the next one goes on. */
  private void tell(Workload.Maker maker, int cells, int few) {
    try (ExpressionStore store =
        ExpressionStore.automatic(
            -1, Long.MAX_VALUE, Path.of(System.getProperty("java.io.tmpdir")))) {
      MadeData data = new MadeData(workers, store);
      Workload little = maker.make(data, engine, few);
      if (timed(little).isEmpty()) {
        out.println(little.name() + ": left to the CPU");
        return;
      }
      Workload much = maker.make(data, engine, cells);
      long start = System.nanoTime();
      SequencedMap<String, Spent> kernels = timed(much);
      double seconds = (System.nanoTime() - start) / 1e9;
      line(much.name(), cells, "", new Spent(1, seconds), much.flops(), much.bytes());
      kernels.forEach(
          (kernel, spent) -> {
            boolean main = kernels.values().stream().allMatch(s -> s.seconds() <= spent.seconds());
            line(
                much.name(),
                cells,
                kernel,
                spent,
                main ? much.flops() : 0,
                main ? much.bytes() : 0);
          });
    } catch (OutOfMemoryError | RuntimeException e) {
      out.println("failed: " + e);
    }
  }

  /** Runs an operation, and tells what its kernels took on all devices. */
  private SequencedMap<String, Spent> timed(Workload work) {
    List<KernelTimes> times = devices.all().stream().distinct().map(Device::time).toList();
    try {
      work.run().run();
      TreeMap<String, Spent> all = new TreeMap<>();
      for (KernelTimes t : times) {
        t.read()
            .forEach(
                (kernel, spent) ->
                    all.merge(
                        kernel,
                        spent,
                        (a, b) ->
                            new Spent(a.launches() + b.launches(), a.seconds() + b.seconds())));
      }
      return all;
    } finally {
      times.forEach(KernelTimes::close);
    }
  }

  private void line(
      String operation, int cells, String kernel, Spent spent, double flops, double bytes) {
    double tflops = flops / spent.seconds() / 1e12;
    double gbytes = bytes / spent.seconds() / 1e9;
    lines.add(
        String.join(
            ",",
            '"' + operation + '"',
            cells + "",
            kernel,
            spent.launches() + "",
            number(spent.seconds()),
            flops > 0 ? number(tflops) : "",
            flops > 0 ? number(tflops / rates.tflops()) : "",
            bytes > 0 ? number(gbytes) : "",
            bytes > 0 ? number(gbytes / rates.gbytes()) : ""));
    out.println(
        String.format(
            Locale.ROOT,
            "%-26s %-18s %7d x %11.6f s %s%s",
            kernel.isEmpty() ? operation : "",
            kernel,
            spent.launches(),
            spent.seconds(),
            flops > 0 ? share(tflops, "Tflop/s", tflops / rates.tflops()) : "",
            bytes > 0 ? share(gbytes, "GB/s", gbytes / rates.gbytes()) : ""));
  }

  private static String share(double rate, String unit, double of) {
    return String.format(Locale.ROOT, "%9.3f %s (%.0f %%)", rate, unit, 100 * of);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private static Optional<String> after(String option, String[] args) {
    int at = Arrays.asList(args).indexOf(option);
    return at >= 0 && at + 1 < args.length ? Optional.of(args[at + 1]) : Optional.empty();
  }

  /** Cells from text such as 300, 10k or 1m. */
  private static int cells(String text) {
    int unit = text.endsWith("k") ? 1000 : text.endsWith("m") ? 1_000_000 : 1;
    return unit * Integer.parseInt(unit == 1 ? text : text.substring(0, text.length() - 1));
  }
}
