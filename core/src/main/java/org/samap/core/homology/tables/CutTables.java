package org.samap.core.homology.tables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.homology.graph.NameTable;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.CodePoints;
import org.samap.core.run.Progress;

/**
 * Finds search tables that were probably cut short, by the table of the other direction: genes that
 * it finds are asked for by a whole search, and nearly all of them find something in return.
 */
final class CutTables {
  /** A whole search asks for more of the genes that are found. */
  private static final double MOST_MISSING = 0.1;

  /** And, of those that come after its last query in the order of names, for more of these. */
  private static final double MOST_MISSING_AT_END = 0.03;

  private static final int FEWEST_AT_END = 5;
  private static final int MOST_TOLD = 3;

  private CutTables() {}

  static void warn(List<BlastTables.Direction> directions, BlastTable[] tables, Progress progress) {
    List<String> warnings = new ArrayList<>();
    for (int t = 0; t < tables.length; t++) {
      for (int u = 0; u < tables.length; u++) {
        BlastTables.Direction d = directions.get(t);
        BlastTables.Direction back = directions.get(u);
        if (back.query() == d.subject() && back.subject() == d.query()) {
          String other = String.valueOf(back.file().getFileName());
          what(tables[t], tables[u], other).ifPresent(what -> warnings.add(d.file() + ": " + what));
        }
      }
    }
    warnings.stream().limit(MOST_TOLD).forEach(progress::warn);
    if (warnings.size() > MOST_TOLD) {
      progress.warn(
          "and %d more tables were probably cut short".formatted(warnings.size() - MOST_TOLD));
    }
  }

  /** What is wrong with a table, if the table of the other direction says so. */
  private static Optional<String> what(BlastTable table, BlastTable back, String other) {
    Set<String> asked = new HashSet<>();
    IntStream.range(0, table.queries().size()).forEach(q -> asked.add(table.queries().text(q)));
    List<String> found = found(back);
    List<String> missing = found.stream().filter(gene -> !asked.contains(gene)).toList();
    if (!found.isEmpty() && missing.size() == found.size()) {
      return Optional.of(
          "asks for none of the %d genes that %s finds; check that it is of this direction, or"
                  .formatted(found.size(), other)
              + " search again");
    }
    if (missing.size() > MOST_MISSING * found.size()) {
      return Optional.of(
          "ends after %s and asks for %d genes, but not for %d of the %d that %s finds; the search"
                  .formatted(
                      last(table.queries()), asked.size(), missing.size(), found.size(), other)
              + " was probably cut short, search again");
    }
    return lastOfRisingNames(table.queries())
        .map(last -> missing.stream().filter(g -> CodePoints.compare(g, last) > 0).count())
        .filter(beyond -> beyond >= FEWEST_AT_END && beyond > MOST_MISSING_AT_END * found.size())
        .map(
            beyond ->
                "ends after %s, and %d genes after it that %s finds are not asked for; the search was"
                        .formatted(last(table.queries()), beyond, other)
                    + " probably cut short, search again");
  }

  /** The subjects with a hit. */
  private static List<String> found(BlastTable table) {
    SparseMatrix hits = table.scores();
    boolean[] hit = new boolean[hits.columns()];
    for (int p = 0; p < hits.entries(); p++) {
      hit[hits.index(p)] = true;
    }
    return IntStream.range(0, hit.length)
        .filter(s -> hit[s])
        .mapToObj(table.subjects()::text)
        .toList();
  }

  /** The last name, if each comes after the one before. */
  private static Optional<String> lastOfRisingNames(NameTable names) {
    for (int n = 1; n < names.size(); n++) {
      if (CodePoints.compare(names.text(n - 1), names.text(n)) > 0) {
        return Optional.empty();
      }
    }
    return names.size() == 0 ? Optional.empty() : Optional.of(last(names));
  }

  private static String last(NameTable names) {
    return names.text(names.size() - 1);
  }
}
