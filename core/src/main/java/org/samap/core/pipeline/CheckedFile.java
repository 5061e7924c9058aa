package org.samap.core.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.samap.core.anndata.DType;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.Element;
import org.samap.core.anndata.Section;
import org.samap.core.anndata.SparseArray;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Reads and checks the parts of a finished result. Other programs can edit the files, so whatever
 * was cut, renamed or overwritten there is reported with its place in the file, before anything is
 * computed from it.
 */
public final class CheckedFile {
  private final DataFile file;
  private final String remedy;

  private CheckedFile(DataFile file, String remedy) {
    this.file = file;
    this.remedy = remedy;
  }

  /**
   * @param file an open file, which the caller closes
   * @param remedy what a message advises the user to do
   */
  public static CheckedFile of(DataFile file, String remedy) {
    return new CheckedFile(file, remedy);
  }

  Path path() {
    return file.path();
  }

  /** A whole number in {@code uns}, from 1 to {@code most}. */
  int wholeNumber(String name, int most) {
    String place = "uns/" + name;
    if (!(part(Section.UNS, name) instanceof DenseArray a) || a.size() != 1) {
      throw wrong(place, "is not a number");
    }
    if (!isWhole(a)) {
      throw wrong(place, "is not a whole number");
    }
    long value = reading(place, () -> a.all().longs()[0]);
    if (value < 1 || value > most) {
      throw wrong(place, "is %d, but must be from 1 to %d".formatted(value, most));
    }
    return (int) value;
  }

  /**
   * A square graph whose weights are finite and at least 0.
   *
   * @throws InputException if it is missing or damaged
   */
  public SparseMatrix graph(Section section, String name) {
    String place = section.key() + "/" + name;
    SparseMatrix graph = reading(place, () -> sparse(section, name));
    for (float weight : graph.values()) {
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        throw wrong(place, "holds the weight " + weight + ", but weights are at least 0");
      }
    }
    return graph;
  }

  private SparseMatrix sparse(Section section, String name) {
    boolean numbers =
        switch (part(section, name)) {
          case SparseArray s ->
              s.data().type() != DType.STRING && isWhole(s.indices()) && isWhole(s.indptr());
          case DenseArray a -> a.type() != DType.STRING && a.shape().length == 2;
          default -> false;
        };
    if (!numbers) {
      throw wrong(section.key() + "/" + name, "is not a matrix of numbers");
    }
    return file.data().graph(section, name).orElseThrow();
  }

  private static boolean isWhole(DenseArray a) {
    return a.type().isInteger() && a.type() != DType.BOOL;
  }

  /** A graph that has every edge in both directions with the same weight. */
  SparseMatrix symmetric(Section section, String name) {
    SparseMatrix graph = graph(section, name);
    if (!graph.equals(graph.transpose())) {
      throw wrong(
          section.key() + "/" + name,
          "is not symmetric, but an edge must have one weight in both directions");
    }
    return graph;
  }

  /** A column of finite numbers of at least 0. */
  double[] weights(DataFrame table, String tableName, String name) {
    String place = tableName + "/" + name;
    if (!table.has(name)) {
      throw lacks(place);
    }
    double[] weights = reading(place, () -> table.numbers(name));
    for (double w : weights) {
      if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
        throw wrong(place, "holds the weight " + w + ", but weights are at least 0");
      }
    }
    return weights;
  }

  /** A column of bools. */
  boolean[] bools(DataFrame table, String tableName, String name) {
    String place = tableName + "/" + name;
    if (!table.has(name)) {
      throw lacks(place);
    }
    if (!(table.column(name) instanceof DenseArray a) || a.type() != DType.BOOL) {
      throw wrong(place, "does not say yes or no of each row");
    }
    return reading(place, () -> a.all().booleans());
  }

  /** A table of numbers with rows and columns, which is not read yet. */
  DenseArray table(Section section, String name) {
    Element element = part(section, name);
    if (element instanceof DenseArray a
        && a.type() != DType.STRING
        && a.shape().length == 2
        && a.shape()[1] > 0) {
      return a;
    }
    throw wrong(section.key() + "/" + name, "is not a table of numbers with rows and columns");
  }

  /** Some rows of such a table; fails if a number is not finite. */
  float[] rows(DenseArray table, Section section, String name, int first, int count) {
    String place = section.key() + "/" + name;
    float[] values = reading(place, () -> table.rows(first, count).floats());
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw wrong(place, "holds " + v + ", but numbers must be finite");
      }
    }
    return values;
  }

  /** A whole table of numbers. */
  FloatMatrix matrix(Section section, String name) {
    DenseArray table = table(section, name);
    int count = Math.toIntExact(table.shape()[0]);
    int columns = Math.toIntExact(table.shape()[1]);
    return FloatMatrix.of(count, columns, rows(table, section, name, 0, count));
  }

  /** The labels of a column of {@code obs}. */
  List<String> labels(String column) {
    String place = "obs/" + column;
    if (!file.data().obs().has(column)) {
      throw lacks(place);
    }
    return reading(place, () -> file.data().obs().labels(column));
  }

  /** The names of a table with their rows; fails if a name occurs twice. */
  SequencedMap<String, Integer> names(DataFrame table, String tableName) {
    List<String> names = reading(tableName, table::names);
    SequencedMap<String, Integer> places = LinkedHashMap.newLinkedHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      if (places.putIfAbsent(names.get(i), i) != null) {
        throw wrong(tableName, "names '%s' twice".formatted(names.get(i)));
      }
    }
    return places;
  }

  private Element part(Section section, String name) {
    Optional<Element> part = file.data().get(section, name);
    return part.orElseThrow(() -> lacks(section.key() + "/" + name));
  }

  /** Reads a part; if it is damaged, the message names its place. */
  private <T> T reading(String place, Supplier<T> read) {
    try {
      return read.get();
    } catch (InputException e) {
      throw String.valueOf(e.getMessage()).startsWith(file.path().toString())
          ? e
          : new InputException(
              "%s: %s cannot be used: %s".formatted(file.path(), place, e.getMessage()), e);
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new InputException(
          "%s: %s is damaged (%s); %s".formatted(file.path(), place, e.getMessage(), remedy), e);
    }
  }

  InputException lacks(String place) {
    return new InputException("%s: has no %s; %s".formatted(file.path(), place, remedy));
  }

  InputException wrong(String place, String what) {
    return new InputException("%s: %s %s; %s".formatted(file.path(), place, what, remedy));
  }
}
