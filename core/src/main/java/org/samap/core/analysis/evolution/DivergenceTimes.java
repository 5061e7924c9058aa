package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * How long ago two species diverged, in any unit (usually million years).
 *
 * @param times the time of every known pair, finite and at least 0
 */
public record DivergenceTimes(Map<SpeciesPair, Double> times) {

  /**
   * Reads a table of three tab-separated columns: species, species, time. Each pair of species
   * occurs once, in either order. Blank lines, lines that begin with {@code #}, and a first line
   * {@code species_a, ...} are skipped. Species that are in no run do no harm.
   *
   * @throws InputException if the file cannot be read, or if a line has another form, names one
   *     species twice, or gives a second time for a pair
   */
  public static DivergenceTimes read(Path file) {
    Map<SpeciesPair, Double> times = new HashMap<>();
    try (TextTable table = TextTable.open(file)) {
      boolean first = true;
      while (table.next()) {
        List<String> fields = table.fields().stream().map(String::strip).toList();
        if (!first || !fields.getFirst().equals("species_a")) {
          add(fields, table, times);
        }
        first = false;
      }
    }
    if (times.isEmpty()) {
      throw new InputException(
          file + " holds no divergence time; write lines of species, tab, species, tab, time");
    }
    return new DivergenceTimes(times);
  }

  private static void add(List<String> fields, TextTable table, Map<SpeciesPair, Double> times) {
    if (fields.size() != 3) {
      throw table.error(
          "'%s' has %d tab-separated columns, not 3; write species, species, time"
              .formatted(table.text(), fields.size()));
    }
    String a = fields.get(0);
    String b = fields.get(1);
    double time = time(fields.get(2), table);
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      throw table.error("'%s' and '%s' are not two species; name two".formatted(a, b));
    }
    Double before = times.putIfAbsent(SpeciesPair.of(a, b), time);
    if (before != null && before != time) {
      throw table.error(
          "%s and %s have time %s above and %s here; keep one of the lines"
              .formatted(a, b, before, time));
    }
  }

  private static double time(String text, TextTable table) {
    double time = table.number(text);
    if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw table.error("the time is '%s'; give a number of at least 0".formatted(text));
    }
    return time;
  }

  /** The time of a pair, if the table has it. */
  public OptionalDouble of(SpeciesPair pair) {
    Double time = times.get(pair);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }
}
