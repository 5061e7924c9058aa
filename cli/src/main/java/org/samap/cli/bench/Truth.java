package org.samap.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.run.InputException;

/** How much of what was planted a run has found. */
final class Truth {
  private Truth() {}

  /**
   * The share of nodes (a species' cells of a shared type) whose best partner is the same type of
   * the other species. A node without any partner counts as not found.
   *
   * @param truth the table of types that the simulation wrote
   * @param ranking the partners that the run wrote
   * @param species their ids, two
   */
  static double share(Path truth, Path ranking, List<String> species) {
    Map<String, String> best = new HashMap<>();
    for (String[] row : rows(ranking)) {
      if (row[1].equals("1") && Double.parseDouble(row[3]) > 0) {
        best.put(row[0], row[2]);
      }
    }
    int nodes = 0;
    int found = 0;
    for (String[] row : rows(truth)) {
      if (row[1].equals("shared")) {
        String first = species.get(0) + "_" + row[0];
        String second = species.get(1) + "_" + row[0];
        nodes += 2;
        found += second.equals(best.get(first)) ? 1 : 0;
        found += first.equals(best.get(second)) ? 1 : 0;
      }
    }
    return nodes == 0 ? 0 : (double) found / nodes;
  }

  private static List<String[]> rows(Path table) {
    try {
      return Files.readAllLines(table).stream().skip(1).map(l -> l.split("\t", -1)).toList();
    } catch (IOException e) {
      throw InputException.unreadable(table, e);
    }
  }
}
