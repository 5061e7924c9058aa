package org.samap.core.homology.layouts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which columns of a search table are read, counted from 0.
 *
 * @param query the sequence that was searched
 * @param subject the sequence that was found
 * @param evalue the E-value
 * @param score the bit score
 */
public record TableColumns(int query, int subject, int evalue, int score) {
  private static final Set<String> QUERY =
      Set.of("query", "qseqid", "qaccver", "query acc.ver", "query id", "query_id");
  private static final Set<String> SUBJECT =
      Set.of("target", "sseqid", "saccver", "subject", "subject acc.ver", "subject id", "tseqid");
  private static final Set<String> EVALUE = Set.of("evalue", "e-value", "expected value");
  private static final Set<String> SCORE = Set.of("bits", "bitscore", "bit score", "bit_score");

  /** Those of BLAST {@code -outfmt 6}, and the default of DIAMOND and MMseqs2. */
  public static final TableColumns STANDARD = new TableColumns(0, 1, 10, 11);

  /** How many columns a row has at least. */
  public int count() {
    return 1 + IntStream.of(query, subject, evalue, score).max().getAsInt();
  }

  /**
   * The columns of a table whose first line names them, as MMseqs2 writes it with {@code
   * --format-mode 4} and DIAMOND with {@code --header}.
   *
   * @return nothing if the line does not name all of them
   */
  public static Optional<TableColumns> named(String line) {
    List<String> titles =
        Stream.of(line.split("\t", -1)).map(t -> t.strip().toLowerCase(Locale.ROOT)).toList();
    int[] found =
        Stream.of(QUERY, SUBJECT, EVALUE, SCORE)
            .mapToInt(
                names ->
                    IntStream.range(0, titles.size())
                        .filter(c -> names.contains(titles.get(c)))
                        .findFirst()
                        .orElse(-1))
            .toArray();
    return IntStream.of(found).anyMatch(c -> c < 0)
        ? Optional.empty()
        : Optional.of(new TableColumns(found[0], found[1], found[2], found[3]));
  }
}
