package org.samap.core.analysis.evolution;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.samap.core.run.InputException;

/**
 * How long ago the lines of two species parted, in any unit (million years as a rule).
 *
 * @param times of every pair that is known, finite and at least 0
 */
public record DivergenceTimes(Map<SpeciesPair, Double> times) {

  /**
   * Reads a table of three tab-separated columns: species, species, time. Each pair of species
   * stands once, in either order. Blank lines, lines that begin with {@code #}, and a first line
   * {@code species_a, ...} are passed over; species that no run has do no harm.
   *
   * @throws InputException if the file cannot be read or a line is of another form, names a species
   *     twice, or gives another time for a pair that has one
   */
  public static DivergenceTimes read(Path file) {
    Map<SpeciesPair, Double> times = new HashMap<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (!line.isEmpty() && !line.startsWith("#") && !(i == 0 && line.startsWith("species_a\t"))) {
        add(line, file + ", line " + (i + 1) + ": ", times);
      }
    }
    if (times.isEmpty()) {
      throw new InputException(
          file + " holds no divergence time; write lines of species, tab, species, tab, time");
    }
    return new DivergenceTimes(times);
  }

  private static void add(String line, String where, Map<SpeciesPair, Double> times) {
    String[] fields = line.split("\t", -1);
    if (fields.length != 3) {
      throw new InputException(
          where
              + "'%s' has %d tab-separated columns, not 3; write species, species, time"
                  .formatted(line, fields.length));
    }
    String a = fields[0].strip();
    String b = fields[1].strip();
    double time = time(fields[2].strip(), where);
    if (a.isEmpty() || b.isEmpty() || a.equals(b)) {
      throw new InputException(
          where + "'%s' and '%s' are not two species; name two".formatted(a, b));
    }
    Double before = times.putIfAbsent(SpeciesPair.of(a, b), time);
    if (before != null && before != time) {
      throw new InputException(
          where
              + "%s and %s parted %s before, here %s; keep one of them"
                  .formatted(a, b, before, time));
    }
  }

  private static double time(String text, String where) {
    double time;
    try {
      time = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InputException(
          where + "the time is '%s'; give a number such as 90".formatted(text), e);
    }
    if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw new InputException(where + "the time is " + text + "; give a number of at least 0");
    }
    return time;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file + " does not exist; check the path", e);
    } catch (MalformedInputException e) {
      throw new InputException(file + " is no text; give a table of species, species, time", e);
    } catch (IOException e) {
      throw new InputException(
          "%s cannot be read (%s); check that it is a readable file".formatted(file, e), e);
    }
  }

  /** The time of a pair, if the table has it. */
  public OptionalDouble of(SpeciesPair pair) {
    Double time = times.get(pair);
    return time == null ? OptionalDouble.empty() : OptionalDouble.of(time);
  }
}
