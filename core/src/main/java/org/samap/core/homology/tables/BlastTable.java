package org.samap.core.homology.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.samap.core.homology.graph.Decimals;
import org.samap.core.homology.graph.EntryList;
import org.samap.core.homology.graph.HomologyParams;
import org.samap.core.homology.graph.Hsps;
import org.samap.core.homology.graph.NameTable;
import org.samap.core.homology.layouts.SequenceIds;
import org.samap.core.homology.layouts.TableColumns;
import org.samap.core.homology.layouts.TableFile;
import org.samap.core.io.TextLines;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * The hits of one species' genes among another's: one table of 12 columns (BLAST {@code -outfmt
 * 6}).
 *
 * @param queries all queries, without species prefix, also those without a hit
 * @param subjects all subjects
 * @param scores queries x subjects: the bit score of each pair, of the row that counts among those
 *     with an E-value up to the limit
 * @param repeated how many such rows do not count, because another row of their pair does
 */
record BlastTable(NameTable queries, NameTable subjects, SparseMatrix scores, int repeated) {

  /**
   * Reads a table in one pass. Memory: the names, and 12 bytes a row within the limit.
   *
   * @throws InputException if the file cannot be read or is empty, or a row is wrong (the message
   *     has its number)
   */
  static BlastTable read(TableFile table, String query, String subject, HomologyParams params) {
    Path file = table.file();
    Optional<Map<String, String>> names = table.names().map(SequenceIds::names);
    try (TextLines lines = TextLines.open(file)) {
      boolean more = lines.next();
      Optional<TableColumns> named = more ? TableColumns.named(lines.text()) : Optional.empty();
      more = named.isPresent() ? lines.next() : more;
      if (!more) {
        throw new InputException(file + " is empty; give the table of a search (BLAST -outfmt 6)");
      }
      Reader reader =
          new Reader(
              named.orElse(TableColumns.STANDARD),
              names.isEmpty() ? query + "_" : "",
              names.isEmpty() ? subject + "_" : "",
              params.maxEvalue());
      while (more) {
        reader.row(lines);
        more = lines.next();
      }
      BlastTable read = reader.table(params.hsps());
      return names.isEmpty()
          ? read
          : new BlastTable(
              renamed(read.queries, names.get(), query + "_", file),
              renamed(read.subjects, names.get(), subject + "_", file),
              read.scores,
              read.repeated);
    }
  }

  /** The names that stand for numbers, without the species. */
  private static NameTable renamed(
      NameTable numbers, Map<String, String> names, String prefix, Path file) {
    NameTable renamed = new NameTable();
    for (int i = 0; i < numbers.size(); i++) {
      String name = names.get(numbers.text(i));
      if (name == null) {
        throw new InputException(
            "%s has the sequence %s, which the names of the sequences lack; give the files of one"
                    .formatted(file, numbers.text(i))
                + " search");
      }
      byte[] bytes =
          (name.startsWith(prefix) ? name.substring(prefix.length()) : name)
              .getBytes(StandardCharsets.UTF_8);
      renamed.intern(bytes, 0, bytes.length);
    }
    return renamed;
  }

  /** Collects rows. */
  private static final class Reader {
    private final NameTable queries = new NameTable();
    private final NameTable subjects = new NameTable();
    private final TableColumns columns;
    private final byte[] queryPrefix;
    private final byte[] subjectPrefix;
    private final double maxEvalue;
    private final int[] tabs;
    private final EntryList hits = new EntryList();

    Reader(TableColumns columns, String queryPrefix, String subjectPrefix, double maxEvalue) {
      this.columns = columns;
      this.queryPrefix = queryPrefix.getBytes(StandardCharsets.UTF_8);
      this.subjectPrefix = subjectPrefix.getBytes(StandardCharsets.UTF_8);
      this.maxEvalue = maxEvalue;
      this.tabs = new int[columns.count() + 1];
    }

    void row(TextLines line) {
      split(line);
      if (isEmpty(columns.query()) || isEmpty(columns.subject())) {
        return;
      }
      int query = intern(queries, queryPrefix, line, columns.query());
      int subject = intern(subjects, subjectPrefix, line, columns.subject());
      double evalue = number(line, columns.evalue(), "E-value");
      double score = number(line, columns.score(), "bit score");
      if (evalue <= maxEvalue) {
        hits.add(query, subject, (float) score);
      }
    }

    private boolean isEmpty(int column) {
      return tabs[column + 1] == tabs[column] + 1;
    }

    /** Finds the tabs: column c lies between tabs[c] and tabs[c + 1]. */
    private void split(TextLines line) {
      byte[] b = line.bytes();
      tabs[0] = line.start() - 1;
      int needed = tabs.length - 1;
      int found = 0;
      for (int i = line.start(); i < line.end() && found < needed; i++) {
        if (b[i] == '\t') {
          tabs[++found] = i;
        }
      }
      if (found < needed) {
        tabs[++found] = line.end();
      }
      if (found < needed) {
        throw line.error(
            "%d tab-separated columns where %d are needed; write BLAST -outfmt 6"
                .formatted(found, needed));
      }
    }

    private int intern(NameTable names, byte[] prefix, TextLines line, int column) {
      byte[] b = line.bytes();
      int from = tabs[column] + 1;
      int to = tabs[column + 1];
      boolean prefixed =
          to - from >= prefix.length
              && Arrays.equals(b, from, from + prefix.length, prefix, 0, prefix.length);
      return names.intern(b, prefixed ? from + prefix.length : from, to);
    }

    private double number(TextLines line, int column, String what) {
      double x = Decimals.parse(line.bytes(), tabs[column] + 1, tabs[column + 1]);
      if (x >= 0 && x <= Float.MAX_VALUE) {
        return x;
      }
      throw line.error(
          "the %s (column %d) is '%s', not a number of at least 0; write BLAST -outfmt 6"
              .formatted(what, column + 1, line.text(tabs[column] + 1, tabs[column + 1])));
    }

    BlastTable table(Hsps taken) {
      SparseMatrix scores = hits.matrix(queries.size(), subjects.size(), taken);
      return new BlastTable(queries, subjects, scores, hits.size() - scores.entries());
    }
  }
}
