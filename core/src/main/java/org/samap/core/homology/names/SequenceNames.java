package org.samap.core.homology.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.io.Fasta;
import org.samap.core.io.TextLines;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;

/**
 * The sequences that a file names, each with what is known of its gene: the headers of FASTA, the
 * transcripts and proteins of a GTF or GFF3 annotation, or a table of transcript, gene and perhaps
 * symbol. Which of these it is shows in its content; all can be compressed with gzip.
 *
 * @param kind what the file is
 * @param headers in the order of the file, each name once
 */
public record SequenceNames(Kind kind, List<SequenceHeader> headers) {

  /** What names sequences. */
  public enum Kind {
    FASTA,
    GTF,
    GFF3,
    TABLE
  }

  public SequenceNames {
    headers = List.copyOf(headers);
  }

  /**
   * Reads the names in a file. Memory for the headers, or for the genes of an annotation.
   *
   * @throws InputException if the file cannot be read or is none of these
   */
  public static SequenceNames read(Path file) {
    List<SequenceHeader> headers =
        switch (kind(file)) {
          case FASTA -> fasta(file);
          case GTF -> GtfNames.read(file);
          case GFF3 -> Gff3Names.read(file);
          case TABLE -> table(file);
        };
    Map<String, SequenceHeader> distinct = new LinkedHashMap<>();
    headers.forEach(h -> distinct.putIfAbsent(h.name(), h));
    if (distinct.isEmpty()) {
      throw new InputException(
          file
              + ": names no transcript or protein; give FASTA, GTF, GFF3 or a table of two"
              + " columns");
    }
    return new SequenceNames(kind(file), List.copyOf(distinct.values()));
  }

  private static Kind kind(Path file) {
    try (TextLines lines = TextLines.open(file)) {
      if (!lines.next()) {
        throw new InputException(
            file + " is empty; give FASTA, GTF, GFF3 or a table of transcript and gene");
      }
      String first = lines.text();
      if (first.startsWith(">")) {
        return Kind.FASTA;
      }
      if (!FeatureLine.isFeature(first)) {
        return Kind.TABLE;
      }
      return FeatureLine.isGff3(first) ? Kind.GFF3 : Kind.GTF;
    }
  }

  private static List<SequenceHeader> fasta(Path file) {
    List<SequenceHeader> headers = new ArrayList<>();
    try (Fasta fasta = Fasta.open(file)) {
      while (fasta.next()) {
        if (fasta.isTitle()) {
          headers.add(SequenceHeader.parse(fasta.title()));
        }
      }
    }
    return headers;
  }

  private static List<SequenceHeader> table(Path file) {
    List<SequenceHeader> headers = new ArrayList<>();
    try (TextTable table = TextTable.open(file)) {
      while (table.next()) {
        List<String> fields = table.fields();
        if (fields.size() < 2 || fields.size() > 3) {
          throw table.error(
              "it has %d columns; give FASTA, GTF, GFF3, or a table of transcript, gene and perhaps symbol"
                  .formatted(fields.size()));
        }
        if (!fields.getFirst().isBlank()) {
          headers.add(
              FeatureLine.header(
                  fields.getFirst().strip(),
                  fields.get(1),
                  fields.size() == 3 ? fields.get(2) : ""));
        }
      }
    }
    return headers;
  }
}
