package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.samap.core.anndata.AnnData;
import org.samap.core.anndata.DataFile;
import org.samap.core.anndata.DataFrame;
import org.samap.core.anndata.DenseArray;
import org.samap.core.anndata.SparseArray;
import org.samap.core.anndata.Values;
import org.samap.core.io.DecimalComma;
import org.samap.core.io.TableFields;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * A text table of numbers with a line of names, over all columns or over those of numbers alone,
 * and a name at the beginning of every other line. Between semicolons numbers may have a decimal
 * comma. It is read whole when it is opened; zeros take no memory, other numbers 8 bytes.
 */
record TextMatrix(Path path, AnnData data) implements DataFile {

  /**
   * @param rowsAreCells whether a line is a cell, not a gene
   * @throws InputException if it is damaged or not such a table
   */
  static TextMatrix open(Path path, boolean rowsAreCells) {
    try (TextLines lines = TextLines.open(path)) {
      return new TextMatrix(path, new Reading(lines).read(path, rowsAreCells));
    }
  }

  @Override
  public boolean canBeTransposed() {
    return true;
  }

  @Override
  public void close() {
    // Everything is in memory.
  }

  private static final class Reading {
    private static final int FIRST_ROOM = 1 << 16;
    private static final Predicate<String> NUMBER =
        Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?").asMatchPredicate();

    private static final Predicate<String> WORD = Pattern.compile("\\p{L}").asPredicate();
    private static final Predicate<String> MISSING =
        Pattern.compile("(?i)n/?a|nan|none|null").asMatchPredicate();

    private final TextLines lines;
    private final List<String> rows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>(List.of(0));
    private final TableFields fields;
    private List<String> columns = List.of();
    private int[] places = new int[FIRST_ROOM];
    private float[] values = new float[FIRST_ROOM];
    private int size;

    Reading(TextLines lines) {
      this.lines = lines;
      if (!lines.next()) {
        throw lines.error("the file has no lines; give a table of counts");
      }
      fields = TableFields.detect(lines);
    }

    AnnData read(Path path, boolean rowsAreCells) {
      List<String> header = fields.all();
      while (lines.next()) {
        fields.begin();
        String name = fields.text();
        if (rows.isEmpty()) {
          columns = names(header, fields.count() - 1);
        }
        rows.add(name);
        readRow(name);
        ends.add(size);
      }
      if (rows.isEmpty()) {
        throw new InputException(path + ": has one line only; give a table of counts");
      }
      return annotated(rowsAreCells);
    }

    /** The names of the columns, without the corner over the names of the rows. */
    private List<String> names(List<String> header, int count) {
      if (count < 1) {
        throw lines.error("there is one column only; give a table of counts");
      }
      if (header.size() != count && header.size() != count + 1) {
        throw lines.error(
            "there are %d columns, but the first line has %d; write the table again"
                .formatted(count + 1, header.size()));
      }
      List<String> names = header.subList(header.size() - count, header.size());
      if (names.stream().allMatch(NUMBER) && new HashSet<>(names).size() < count) {
        throw lines.error(
            "the line before it holds numbers, not names; write a line of names at the top");
      }
      return names;
    }

    private void readRow(String name) {
      for (int column = 0; column < columns.size(); column++) {
        if (!fields.hasNext()) {
          throw wrongLength(column + 1);
        }
        float value = fields.wholeNumber();
        if (value < 0) {
          value = number(fields.text(), name, column);
        }
        if (value != 0) {
          add(column, value);
        }
      }
      if (fields.hasNext()) {
        throw wrongLength(fields.count());
      }
    }

    private InputException wrongLength(int found) {
      return lines.error(
          "there are %d columns, but %d in the lines before; write the table again"
              .formatted(found, columns.size() + 1));
    }

    private float number(String text, String row, int column) {
      String bare = text.strip();
      String pointed = DecimalComma.toPoint(bare, fields.separator());
      if (NUMBER.test(pointed)) {
        try {
          return Float.parseFloat(pointed);
        } catch (NumberFormatException e) {
          // two points, which the pattern lets pass
        }
      }
      throw lines.error(
          "row '%s', column '%s' holds '%s', not a number; %s"
              .formatted(row, columns.get(column), bare, advice(bare)));
    }

    /** Words in the first row make a column of words, or another kind of table. */
    private String advice(String text) {
      return rows.size() == 1 && WORD.test(text) && !MISSING.test(text)
          ? "remove the column, or give a table of counts if this is one of genes, pairs or labels"
          : "write 0 where nothing was counted";
    }

    private void add(int column, float value) {
      if (size == places.length) {
        if (size > Integer.MAX_VALUE / 2) {
          throw lines.error("there are too many numbers for a text table; write it as .h5ad");
        }
        places = Arrays.copyOf(places, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      places[size] = column;
      values[size++] = value;
    }

    private AnnData annotated(boolean rowsAreCells) {
      List<String> cells = rowsAreCells ? rows : columns;
      List<String> genes = rowsAreCells ? columns : rows;
      SparseArray x =
          new SparseArray(
              rowsAreCells ? SparseArray.Layout.CSR : SparseArray.Layout.CSC,
              cells.size(),
              genes.size(),
              DenseArray.vector(Values.of(Arrays.copyOf(values, size))),
              DenseArray.vector(Values.of(Arrays.copyOf(places, size))),
              DenseArray.vector(Values.of(ends.stream().mapToInt(Integer::intValue).toArray())));
      return AnnData.of(DataFrame.of(cells), DataFrame.of(genes)).withX(x);
    }
  }
}
