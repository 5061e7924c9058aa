package org.samap.core.homology.names;

/**
 * A sequence by its name in search result tables and what else is known of it.
 *
 * @param name what tables call it: the text up to the first blank of a FASTA header
 * @param description the rest of the header, or fields of an annotation written like one; empty for
 *     a name without a header
 */
public record SequenceHeader(String name, String description) {

  /** A name in a table, of which nothing else is known. */
  public static SequenceHeader ofName(String name) {
    return new SequenceHeader(name, "");
  }

  /** A line of FASTA after its {@code >}. */
  static SequenceHeader parse(String line) {
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    return new SequenceHeader(line.substring(0, end), line.substring(end).strip());
  }

  /** Name and description in one text. */
  String text() {
    return description.isEmpty() ? name : name + " " + description;
  }
}
