package org.samap.cli.bench.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.samap.core.io.OutputFile;
import org.samap.core.run.InputException;

/**
 * A table of the evaluation, as it is in its file (comma-separated) and in the document.
 *
 * @param columns their names, words joined by {@code _}
 * @param rows as many fields as columns; {@value #NONE} where there is no value
 */
record EvidenceTable(List<String> columns, List<List<String>> rows) {
  /** What stands where there is no value. */
  static final String NONE = "-";

  EvidenceTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    int width = columns.size();
    for (List<String> row : rows) {
      if (row.size() != width || row.stream().anyMatch(f -> f.contains(",") || f.contains("|"))) {
        throw new IllegalArgumentException("row " + row + " under " + columns);
      }
    }
  }

  /** A number with two digits after the point. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return Double.isNaN(value) ? NONE : text.equals("-0.00") ? "0.00" : text;
  }

  /** A share as a whole number of per cent, of a total that is not 0. */
  static String percent(long part, long total) {
    return total == 0 ? NONE : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / total);
  }

  /** A share with one digit after the point. */
  static String permille(long part, long total) {
    return total == 0 ? NONE : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / total);
  }

  /** The text of the file. */
  String csv() {
    List<List<String>> lines = new ArrayList<>(List.of(columns));
    lines.addAll(rows);
    return lines.stream().map(line -> String.join(",", line) + "\n").collect(Collectors.joining());
  }

  void write(Path file) {
    OutputFile.writeText(file, out -> out.write(csv()));
  }

  /**
   * @throws InputException if the file cannot be read or is no such table
   */
  static EvidenceTable read(Path file) {
    try {
      List<List<String>> lines =
          Files.readAllLines(file).stream().map(line -> List.of(line.split(",", -1))).toList();
      return new EvidenceTable(lines.getFirst(), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw InputException.unreadable(file, e);
    } catch (RuntimeException e) {
      throw new InputException(
          file + ": is not a table of samap bench --evidence; give one that it wrote", e);
    }
  }

  /** The table in Markdown. */
  String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(name -> name.replace('_', ' ')).toList()));
    lines.add(line(Collections.nCopies(columns.size(), "---")).replace(" ", ""));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> fields) {
    return "| " + String.join(" | ", fields) + " |";
  }
}
