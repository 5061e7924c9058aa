package org.samap.core.annotation;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.samap.core.run.InputException;

/**
 * A file that says which genes have which terms, plain or gzip, in one of these forms:
 *
 * <ul>
 *   <li>gene sets (GMT), known by a name that ends in {@code .gmt} or {@code .gmt.gz}: a term, its
 *       description and its genes, separated by tabs;
 *   <li>the annotations of eggNOG-mapper, versions 1.0 to 2.1: columns are found by the names in
 *       the line that begins with {@code #query} or {@code #query_name}, whatever their order;
 *   <li>any other tab-separated table whose first line names the columns; the gene is in the first.
 * </ul>
 *
 * <p>Lines that begin with {@code #} are comments, but for a header. Nothing and {@code -} mean no
 * term. COG categories are letters without anything between, and taken one by one.
 */
final class AnnotationFile {
  private static final Pattern GENE_SETS = Pattern.compile("(?i)\\.gmt(\\.gz)?$");
  private static final String NONE = "-";
  private static final int COLUMNS_SHOWN = 24;

  private final Path file;
  private final Sink sink;
  private int number;

  private AnnotationFile(Path file, Sink sink) {
    this.file = file;
    this.sink = sink;
  }

  /** Takes what is read. */
  interface Sink {
    /** A gene is named; it may have no term. */
    void gene(String name);

    /** The gene named last has a term. */
    void term(String term, String description);
  }

  /**
   * @param column which column of a table holds the terms
   * @param delimiter what separates the terms of a gene
   * @throws InputException if the file is not of one of the forms, or has no such column
   */
  static void read(Path file, String column, String delimiter, Sink sink) {
    AnnotationFile reader = new AnnotationFile(file, sink);
    try (BufferedReader lines = open(file)) {
      if (GENE_SETS.matcher(file.toString()).find()) {
        reader.readSets(lines);
      } else {
        reader.readTable(lines, column, delimiter);
      }
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file; check its name", e);
    } catch (EOFException | ZipException e) {
      throw new InputException(file + ": is damaged gzip; write or download it again", e);
    } catch (IOException e) {
      throw new InputException(
          "%s: cannot be read (%s); give a text file of annotations"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    raw.mark(2);
    boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    InputStream in = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  private void readSets(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\t", -1);
      List<String> genes =
          IntStream.range(2, fields.length)
              .mapToObj(i -> fields[i].strip())
              .filter(g -> !g.isEmpty())
              .toList();
      String term = fields[0].strip();
      if (term.isEmpty()) {
        throw error("the set has no name; write term, description and genes");
      }
      if (genes.isEmpty()) {
        throw error(
            "the term '%s' has no gene; write term, description and genes, with tabs between"
                .formatted(term));
      }
      String description = fields[1].strip();
      for (String gene : genes) {
        sink.gene(gene);
        sink.term(term, description.equals(term) || isNone(description) ? "" : description);
      }
    }
  }

  private void readTable(BufferedReader lines, String column, String delimiter) throws IOException {
    List<String> header = header(lines);
    int terms =
        AnnotationColumn.find(column, header)
            .orElseThrow(
                () ->
                    error(
                        "has no column '%s', but %s; name one of these"
                            .formatted(column, shown(header))));
    int gene = AnnotationColumn.GENE.in(header).orElse(0);
    if (terms == gene) {
      throw error("'%s' is the column of the genes; name another one".formatted(column));
    }
    boolean letters = AnnotationColumn.COG.is(header.get(terms));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] fields = line.split("\t", -1);
      if (fields.length == 1) {
        throw error("'%s' is one column; separate gene and terms by a tab".formatted(cut(line)));
      }
      readRow(
          fields[gene < fields.length ? gene : 0].strip(),
          terms < fields.length ? fields[terms].strip() : "",
          letters,
          delimiter);
    }
  }

  private void readRow(String gene, String terms, boolean letters, String delimiter) {
    if (gene.isEmpty()) {
      throw error(
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

  /** The first line that names columns: comments have no tab. */
  private List<String> header(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      boolean comment = line.startsWith("##") || (line.startsWith("#") && !line.contains("\t"));
      if (!line.isBlank() && !comment) {
        List<String> header =
            Arrays.stream((line.startsWith("#") ? line.substring(1) : line).split("\t", -1))
                .map(String::strip)
                .toList();
        if (header.size() < 2) {
          throw error(
              "'%s' names one column; the first line must name columns, with tabs between"
                  .formatted(cut(line)));
        }
        return header;
      }
    }
    throw new InputException(file + ": is empty; give a table of genes and terms");
  }

  private static String shown(List<String> header) {
    String columns =
        String.join(", ", header.stream().limit(COLUMNS_SHOWN).map(AnnotationFile::cut).toList());
    return header.size() > COLUMNS_SHOWN ? columns + ", ..." : columns;
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 37) + "..." : text;
  }

  private InputException error(String what) {
    return new InputException(file + ", line " + number + ": " + what);
  }
}
