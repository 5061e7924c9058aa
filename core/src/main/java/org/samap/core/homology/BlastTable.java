package org.samap.core.homology;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
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
  static BlastTable read(Path file, String query, String subject, HomologyParams params) {
    Reader reader = new Reader(query, subject, params.maxEvalue());
    try (TextLines lines = TextLines.open(file)) {
      if (!lines.next()) {
        throw new InputException(file + " is empty; give the table of a search (BLAST -outfmt 6)");
      }
      do {
        reader.row(lines);
      } while (lines.next());
    }
    return reader.table(params.hsps());
  }

  /** Collects rows. */
  private static final class Reader {
    private static final int COLUMNS = 12;
    private static final int EVALUE = 10;
    private static final int SCORE = 11;

    private final NameTable queries = new NameTable();
    private final NameTable subjects = new NameTable();
    private final byte[] queryPrefix;
    private final byte[] subjectPrefix;
    private final double maxEvalue;
    private final int[] tabs = new int[COLUMNS + 1];
    private final EntryList hits = new EntryList();

    Reader(String query, String subject, double maxEvalue) {
      this.queryPrefix = (query + "_").getBytes(StandardCharsets.UTF_8);
      this.subjectPrefix = (subject + "_").getBytes(StandardCharsets.UTF_8);
      this.maxEvalue = maxEvalue;
    }

    void row(TextLines line) {
      split(line);
      if (tabs[1] == tabs[0] + 1 || tabs[2] == tabs[1] + 1) {
        return; // no query or no subject
      }
      int query = intern(queries, queryPrefix, line, 0);
      int subject = intern(subjects, subjectPrefix, line, 1);
      double evalue = number(line, EVALUE, "E-value");
      double score = number(line, SCORE, "bit score");
      if (evalue <= maxEvalue) {
        hits.add(query, subject, (float) score);
      }
    }

    /** Finds the tabs: column c lies between tabs[c] and tabs[c + 1]. */
    private void split(TextLines line) {
      byte[] b = line.bytes();
      tabs[0] = line.start() - 1;
      int columns = 0;
      for (int i = line.start(); i < line.end() && columns < COLUMNS; i++) {
        if (b[i] == '\t') {
          tabs[++columns] = i;
        }
      }
      if (columns < COLUMNS) {
        tabs[++columns] = line.end();
      }
      if (columns < COLUMNS) {
        throw line.error(
            columns + " tab-separated columns where 12 are needed; write BLAST -outfmt 6");
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
