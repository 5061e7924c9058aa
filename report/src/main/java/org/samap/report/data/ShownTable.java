package org.samap.report.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * A table of an analysis, as its command writes it ({@code docs/tables.md}).
 *
 * @param name the name of the file without its ending, such as {@code gene_pairs}
 * @param columns of equal length
 * @param total the number of rows of the file; those shown can be fewer
 */
public record ShownTable(String name, List<Column> columns, int total) {
  /** Columns of names, which can look like numbers. */
  private static final Set<String> WORDS =
      Set.of("node", "gene", "label", "term", "description", "partner", "species", "from", "to");

  /**
   * Where fields are sorted by rank, the first of every group are kept rather than a few groups.
   */
  private static final String RANK = "rank";

  public ShownTable {
    columns = List.copyOf(columns);
  }

  /** A column. */
  public sealed interface Column {
    String name();

    int rows();

    /** The numbers of a column; NaN for an empty field. */
    record Numbers(String name, double[] values) implements Column {
      @Override
      public int rows() {
        return values.length;
      }
    }

    /** The texts of a column. */
    record Texts(String name, List<String> values) implements Column {
      public Texts {
        values = List.copyOf(values);
      }

      @Override
      public int rows() {
        return values.size();
      }
    }
  }

  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().rows();
  }

  /** The texts of a column, if the table has such a column. */
  public Optional<List<String>> texts(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .flatMap(c -> c instanceof Column.Texts t ? Optional.of(t.values()).stream() : null)
        .findFirst();
  }

  /** The numbers of a column, if the table has such a column. */
  public Optional<double[]> numbers(String column) {
    return columns.stream()
        .filter(c -> c.name().equals(column))
        .flatMap(c -> c instanceof Column.Numbers n ? Optional.of(n.values()).stream() : null)
        .findFirst();
  }

  /**
   * Reads a table. If it has more than {@code most} rows, those of the lowest ranks are kept where
   * there is a column {@code rank}, and the first rows otherwise.
   *
   * @throws InputException if the file cannot be read or its rows differ in length
   */
  public static ShownTable read(String name, Path file, int most) {
    List<String> titles = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    int total = 0;
    try (TextTable table = TextTable.open(file)) {
      if (table.next()) {
        titles.addAll(table.fields());
      }
      while (table.next()) {
        List<String> fields = table.fields();
        if (fields.size() != titles.size()) {
          throw table.error(
              "has %d fields, but the first row has %d; make the table again"
                  .formatted(fields.size(), titles.size()));
        }
        total++;
        if (rows.size() < most || titles.contains(RANK)) {
          rows.add(fields);
        }
      }
    }
    int[] kept = kept(titles.indexOf(RANK), rows, most);
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < titles.size(); c++) {
      int column = c;
      columns.add(
          column(
              titles.get(c), IntStream.of(kept).mapToObj(r -> rows.get(r).get(column)).toList()));
    }
    return new ShownTable(name, columns, total);
  }

  private static int[] kept(int rankColumn, List<List<String>> rows, int most) {
    int[] all = IntStream.range(0, rows.size()).toArray();
    if (all.length <= most) {
      return all;
    }
    double[] ranks = rows.stream().mapToDouble(r -> number(r.get(rankColumn))).toArray();
    OptionalInt last =
        IntStream.iterate(most, r -> r > 0, r -> r / 2)
            .filter(r -> Arrays.stream(ranks).filter(rank -> rank <= r).count() <= most)
            .findFirst();
    return Arrays.stream(all)
        .filter(r -> last.isPresent() && ranks[r] <= last.getAsInt())
        .limit(most)
        .toArray();
  }

  private static Column column(String name, List<String> fields) {
    double[] numbers = fields.stream().mapToDouble(ShownTable::number).toArray();
    boolean text =
        WORDS.stream().anyMatch(word -> name.equals(word) || name.startsWith(word + "_"))
            || IntStream.range(0, numbers.length)
                .anyMatch(i -> Double.isNaN(numbers[i]) && !fields.get(i).isEmpty());
    return text ? new Column.Texts(name, fields) : new Column.Numbers(name, numbers);
  }

  private static double number(String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
