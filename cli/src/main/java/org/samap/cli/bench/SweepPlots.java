package org.samap.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import org.samap.core.run.Progress;

/** The curves of a sweep, per phase and in all, as PNG and SVG. */
final class SweepPlots {
  private SweepPlots() {}

  /** Writes {@code time}, {@code cpu} and {@code memory}; nothing where nothing was measured. */
  static void write(List<SizeResult> results, Path folder, Progress progress) {
    if (results.isEmpty()) {
      return;
    }
    save(
        chart(results, "Time per cell", "wall ms per cell", (r, p) -> ms(p.seconds(), r)),
        folder,
        "time",
        progress);
    save(
        chart(
            results, "Processor time per cell", "CPU ms per cell", (r, p) -> ms(p.cpuSeconds(), r)),
        folder,
        "cpu",
        progress);
    save(
        chart(
            results,
            "Memory per cell",
            "peak resident KB per cell until the phase ends",
            (r, p) -> p.peakBytes() / 1e3 / r.cells()),
        folder,
        "memory",
        progress);
  }

  private static double ms(double seconds, SizeResult r) {
    return 1e3 * seconds / r.cells();
  }

  private static LogLogChart chart(
      List<SizeResult> results,
      String title,
      String vertical,
      ToDoubleBiFunction<SizeResult, PhaseCost> value) {
    Set<String> phases = new TreeSet<>();
    results.forEach(r -> r.phases().forEach(p -> phases.add(p.phase())));
    List<String> ordered = new ArrayList<>(List.of(PhaseCost.TOTAL));
    results.getLast().phases().forEach(p -> addOnce(p.phase(), ordered));
    phases.forEach(p -> addOnce(p, ordered));
    List<LogLogChart.Curve> curves = new ArrayList<>();
    for (String phase : ordered) {
      List<LogLogChart.Point> points = new ArrayList<>();
      for (SizeResult r : results) {
        for (PhaseCost p : r.phases()) {
          if (p.phase().equals(phase)) {
            points.add(new LogLogChart.Point(r.cells(), value.applyAsDouble(r, p)));
          }
        }
      }
      curves.add(new LogLogChart.Curve(phase, points));
    }
    return new LogLogChart(title, "cells of both species", vertical, curves);
  }

  private static void addOnce(String phase, List<String> to) {
    if (!to.contains(phase)) {
      to.add(phase);
    }
  }

  private static void save(LogLogChart chart, Path folder, String name, Progress progress) {
    SvgCanvas svg = new SvgCanvas(LogLogChart.WIDTH, LogLogChart.HEIGHT);
    chart.draw(svg);
    svg.write(folder.resolve(name + ".svg"));
    try {
      PngCanvas png = new PngCanvas(LogLogChart.WIDTH, LogLogChart.HEIGHT);
      chart.draw(png);
      png.write(folder.resolve(name + ".png"));
    } catch (LinkageError | InternalError e) {
      // Java finds no fonts on a system without fontconfig.
      progress.warn("no %s.png: this system cannot draw text (%s)".formatted(name, e.getMessage()));
    }
  }
}
