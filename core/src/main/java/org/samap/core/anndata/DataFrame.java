package org.samap.core.anndata;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import org.samap.core.run.InputException;

/**
 * A table: an index of row names and named columns of equal length.
 *
 * @param indexName the name of the index
 * @param index the row names
 * @param columns arrays of one axis, categoricals or nullable arrays
 */
public record DataFrame(String indexName, DenseArray index, SequencedMap<String, Element> columns)
    implements Element {
  /** The text of a missing label. */
  public static final String MISSING = "nan";

  private static final String DEFAULT_INDEX = "_index";

  /** The fields of a complex number, as h5py calls them. */
  private static final Set<String> COMPLEX = Set.of("r", "i");

  public DataFrame {
    columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
    for (var column : columns.entrySet()) {
      long[] shape = column.getValue().shape();
      if (!(column.getValue() instanceof Unreadable)
          && (shape.length == 0 || shape[0] != index.size())) {
        throw new IllegalArgumentException(
            "column '%s' has %s rows, the index %d"
                .formatted(column.getKey(), shape.length == 0 ? "no" : shape[0], index.size()));
      }
    }
  }

  /** A table without columns. */
  public static DataFrame of(List<String> names) {
    return new DataFrame(
        DEFAULT_INDEX,
        DenseArray.vector(Values.of(names.toArray(String[]::new))),
        new LinkedHashMap<>());
  }

  /** Adds or replaces a column. */
  public DataFrame with(String name, Element column) {
    SequencedMap<String, Element> more = new LinkedHashMap<>(columns);
    more.put(name, column);
    return new DataFrame(indexName, index, more);
  }

  public DataFrame with(String name, Values column) {
    return with(name, DenseArray.vector(column));
  }

  /** This table with other row names. */
  public DataFrame withNames(List<String> names) {
    return new DataFrame(indexName, of(names).index, columns);
  }

  /**
   * Some rows of this table, read into memory, in this order. Categories that no row has any more
   * are left out, as anndata does.
   */
  public DataFrame select(int[] rows) {
    SequencedMap<String, Element> selected = new LinkedHashMap<>();
    columns.forEach((name, column) -> selected.put(name, select(column, rows)));
    return new DataFrame(indexName, select(index, rows), selected);
  }

  private static Element select(Element column, int[] rows) {
    return switch (column) {
      case Categorical c -> c.select(rows);
      case NullableArray n ->
          new NullableArray(select(n.values(), rows), select(n.mask(), rows), n.missing());
      case DenseArray a -> select(a, rows);
      default -> column;
    };
  }

  private static DenseArray select(DenseArray column, int[] rows) {
    long[] shape = column.shape();
    int width = Math.toIntExact(shape[0] == 0 ? 0 : column.size() / shape[0]);
    int[] places = new int[Math.multiplyExact(rows.length, width)];
    Arrays.setAll(places, p -> Math.addExact(rows[p / width] * width, p % width));
    shape[0] = rows.length;
    return DenseArray.of(column.all().at(places), shape);
  }

  public int rows() {
    return Math.toIntExact(index.size());
  }

  @Override
  public long[] shape() {
    return new long[] {index.size(), columns.size()};
  }

  /** The index as text. */
  public List<String> names() {
    return List.of(index.all().texts());
  }

  public boolean has(String column) {
    return columns.containsKey(column);
  }

  /**
   * A column.
   *
   * @throws InputException if there is no such column; the message lists those that exist
   */
  public Element column(String name) {
    Element column = columns.get(name);
    if (column == null) {
      throw new InputException(
          "no column '%s'; choose one of: %s".formatted(name, Text.list(columns.keySet())));
    }
    return column;
  }

  /**
   * The label of each row: text as it is, whole numbers without decimals, bools as True and False,
   * {@value #MISSING} where it is missing.
   *
   * @throws InputException if there is no such column or it does not hold labels
   */
  public List<String> labels(String name) {
    String[] labels =
        switch (column(name)) {
          case Categorical c -> labels(name, c);
          case NullableArray n -> n.labels();
          case DenseArray a when a.shape().length == 1 -> a.all().texts();
          case Unreadable u ->
              throw new InputException(
                  "a column '%s' that cannot be read: %s".formatted(name, u.reason()));
          default ->
              throw new InputException("a column '%s' that does not hold labels".formatted(name));
        };
    return List.of(labels);
  }

  private static String[] labels(String name, Categorical column) {
    try {
      return column.labels();
    } catch (InputException e) {
      throw new InputException(
          "a column '%s' that is damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The numbers of a column; NaN where they are missing.
   *
   * @throws InputException if there is no such column or it is not numeric
   */
  public double[] numbers(String name) {
    return switch (column(name)) {
      case DenseArray a when a.type() != DType.STRING && a.shape().length == 1 ->
          a.all().doubles().clone();
      case NullableArray n when n.values().type() != DType.STRING -> {
        double[] out = n.values().all().doubles().clone();
        boolean[] missing = n.mask().all().booleans();
        for (int i = 0; i < out.length; i++) {
          out[i] = missing[i] ? Double.NaN : out[i];
        }
        yield out;
      }
      default -> throw new InputException("column '" + name + "' does not hold numbers");
    };
  }

  /**
   * This table without the columns that AnnData cannot hold, and with codes and categories of the
   * others as pandas accepts them. O(rows x columns).
   *
   * @param leftOut takes the name of each column that is left out, and the reason
   */
  public DataFrame storable(BiConsumer<String, String> leftOut) {
    SequencedMap<String, Element> kept = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> {
          try {
            kept.put(name, storable(column));
          } catch (InputException e) {
            leftOut.accept(name, e.getMessage());
          }
        });
    return new DataFrame(indexName, index, kept);
  }

  private static Element storable(Element column) {
    return switch (column) {
      case Categorical c -> c.valid();
      case RecordArray r when r.fields().keySet().equals(COMPLEX) ->
          throw new InputException("it holds complex numbers");
      case RecordArray r -> throw new InputException("it holds records");
      case Unreadable u -> throw new InputException(u.reason());
      default -> {
        if (column.shape().length != 1) {
          throw new InputException("it has several values in a row");
        }
        yield column;
      }
    };
  }

  /** This table with all values in memory. */
  public DataFrame inMemory() {
    return new DataFrame(indexName, index.inMemory(), InMemory.all(columns));
  }
}
