package org.samap.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;

/** The table of a sweep: a line per size and phase, comma-separated. */
final class SweepTable {
  private static final String HEADER =
      "cells,genes,nonzeros,phase,wall_s,cpu_s,peak_rss_bytes,bytes_per_cell,wall_s_per_cell,"
          + "cpu_s_per_cell,truth";

  private SweepTable() {}

  /**
   * The sizes that a table holds whole; none if there is no such file.
   *
   * @throws InputException if it is no table of a sweep
   */
  static List<SizeResult> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
        throw new InputException(file + ": is not a table of samap bench; choose another --out");
      }
      Map<Integer, List<String[]>> bySize = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        bySize.computeIfAbsent(Integer.valueOf(fields[0]), _ -> new ArrayList<>()).add(fields);
      }
      return bySize.values().stream()
          .filter(rows -> rows.getLast()[3].equals(PhaseCost.TOTAL))
          .map(SweepTable::result)
          .toList();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new InputException(
          "%s: cannot be read as a table of samap bench (%s); remove it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static SizeResult result(List<String[]> rows) {
    String[] first = rows.getFirst();
    return new SizeResult(
        Integer.parseInt(first[0]),
        Integer.parseInt(first[1]),
        Long.parseLong(first[2]),
        Double.parseDouble(first[10]),
        rows.stream()
            .map(
                f ->
                    new PhaseCost(
                        f[3],
                        Double.parseDouble(f[4]),
                        Double.parseDouble(f[5]),
                        Long.parseLong(f[6])))
            .toList());
  }

  /** Writes the whole table; it appears at once. */
  static void write(List<SizeResult> results, Path file) {
    OutputFile.writeText(
        file,
        out -> {
          out.write(HEADER + "\n");
          for (SizeResult r : results) {
            for (PhaseCost p : r.phases()) {
              out.write(
                  String.format(
                      Locale.ROOT,
                      "%d,%d,%d,%s,%.3f,%.3f,%d,%.1f,%.4g,%.4g,%.3f\n",
                      r.cells(),
                      r.genes(),
                      r.nonZeros(),
                      p.phase(),
                      p.seconds(),
                      p.cpuSeconds(),
                      p.peakBytes(),
                      (double) p.peakBytes() / r.cells(),
                      p.seconds() / r.cells(),
                      p.cpuSeconds() / r.cells(),
                      r.truth()));
            }
          }
        });
  }
}
