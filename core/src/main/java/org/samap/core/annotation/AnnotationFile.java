package org.samap.core.annotation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * Reads a file that says which genes have which terms, as {@link TextLines} reads text. It has one
 * of these forms:
 *
 * <ul>
 *   <li>gene sets (GMT), recognised by a name that ends in {@code .gmt} or {@code .gmt.gz}: a term,
 *       its description and its genes, separated by tabs;
 *   <li>the annotations of eggNOG-mapper, versions 1.0 to 2.1: columns are found by the names in
 *       the line that begins with {@code #query} or {@code #query_name}, whatever their order;
 *   <li>any other tab-separated table whose first line names the columns; the gene is in the first.
 * </ul>
 *
 * <p>Fields can be in double quotes, as spreadsheets write them. Lines that begin with {@code #}
 * are comments, except for a header. An empty field and {@code -} mean no term. COG categories are
 * letters without separators; each letter is a term.
 */
final class AnnotationFile {
  private static final Pattern GENE_SETS = Pattern.compile("(?i)\\.gmt(\\.gz)?$");
  private static final String NONE = "-";
  private static final int COLUMNS_SHOWN = 24;

  private final TextLines lines;
  private final Sink sink;

  private AnnotationFile(TextLines lines, Sink sink) {
    this.lines = lines;
    this.sink = sink;
  }

  /** Takes the genes and terms of the file. */
  interface Sink {
    /** Takes a gene, which can be without terms. */
    void gene(String name);

    /** Takes a term of the last gene. */
    void term(String term, String description);
  }

  /**
   * @param column which column of a table holds the terms
   * @param delimiter what separates the terms of a gene
   * @throws InputException if the file is not of one of the forms, or has no such column
   */
  static void read(Path file, String column, String delimiter, Sink sink) {
    try (TextLines lines = TextLines.open(file)) {
      AnnotationFile reader = new AnnotationFile(lines, sink);
      if (GENE_SETS.matcher(file.toString()).find()) {
        reader.readSets();
      } else {
        reader.readTable(file, column, delimiter);
      }
    }
  }

  private void readSets() {
    while (lines.next()) {
      List<String> fields = fields(lines.text());
      if (fields.stream().allMatch(String::isEmpty)) {
        continue;
      }
      List<String> genes = fields.stream().skip(2).filter(g -> !g.isEmpty()).toList();
      String term = fields.getFirst();
      if (term.isEmpty()) {
        throw lines.error("the set has no name; write term, description and genes");
      }
      if (genes.isEmpty()) {
        throw lines.error(
            "the term '%s' has no gene; write term, description and genes, with tabs between"
                .formatted(term));
      }
      String description = fields.get(1);
      for (String gene : genes) {
        sink.gene(gene);
        sink.term(term, description.equals(term) || isNone(description) ? "" : description);
      }
    }
  }

  private void readTable(Path file, String column, String delimiter) {
    List<String> header = header(file);
    int terms =
        AnnotationColumn.find(column, header)
            .orElseThrow(
                () ->
                    lines.error(
                        "has no column '%s'; name one of: %s".formatted(column, shown(header))));
    int gene = AnnotationColumn.GENE.in(header).orElse(0);
    if (terms == gene) {
      throw lines.error("'%s' is the column of the genes; name another one".formatted(column));
    }
    boolean letters = AnnotationColumn.COG.is(header.get(terms));
    while (lines.next()) {
      String line = lines.text();
      if (line.isBlank()) {
        continue;
      }
      List<String> fields = fields(line);
      if (fields.size() == 1) {
        throw lines.error(
            "'%s' is one column; separate gene and terms by a tab".formatted(cut(line)));
      }
      readRow(
          fields.get(gene < fields.size() ? gene : 0),
          terms < fields.size() ? fields.get(terms) : "",
          letters,
          delimiter);
    }
  }

  private void readRow(String gene, String terms, boolean letters, String delimiter) {
    if (gene.isEmpty()) {
      throw lines.error(
          isNone(terms)
              ? "names no gene; write one, or leave the line out"
              : "the terms '%s' have no gene; write one".formatted(cut(terms)));
    }
    sink.gene(gene);
    if (letters) {
      terms
          .chars()
          .filter(Character::isLetter)
          .mapToObj(c -> (char) c)
          .forEach(c -> sink.term(c.toString(), CogCategory.name(c)));
    } else {
      for (String term : terms.split(Pattern.quote(delimiter), -1)) {
        if (!isNone(term.strip())) {
          sink.term(term.strip(), "");
        }
      }
    }
  }

  private static boolean isNone(String text) {
    return text.isEmpty() || text.equals(NONE);
  }

  /** The first line that names columns; a comment has no tab. */
  private List<String> header(Path file) {
    while (lines.nextOrComment()) {
      String line = lines.text();
      boolean comment = line.startsWith("##") || (line.startsWith("#") && !line.contains("\t"));
      if (!line.isBlank() && !comment) {
        List<String> header = fields(line.startsWith("#") ? line.substring(1) : line);
        if (header.size() < 2) {
          throw lines.error(
              "'%s' names one column; the first line must name columns, with tabs between"
                  .formatted(cut(line)));
        }
        return header;
      }
    }
    throw new InputException(file + ": is empty; give a table of genes and terms");
  }

  /**
   * The fields between tabs. Quotes are removed only around a whole field: a description can begin
   * with a quote.
   */
  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\t", -1)).map(f -> unquoted(f.strip())).toList();
  }

  private static String unquoted(String field) {
    boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
    return quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"").strip() : field;
  }

  private static String shown(List<String> header) {
    String columns =
        String.join(", ", header.stream().limit(COLUMNS_SHOWN).map(AnnotationFile::cut).toList());
    return header.size() > COLUMNS_SHOWN ? columns + ", ..." : columns;
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 37) + "..." : text;
  }
}
