package org.samap.cli.bench.evidence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samap.core.run.InputException;

/**
 * A document with the tables of an evaluation. A table stands after a comment that names its file,
 * {@code <!-- table FILE.csv -->}, and ends before the comment {@code <!-- end -->}.
 */
final class EvidenceDocument {
  private static final Pattern TABLE =
      Pattern.compile("(<!-- table ([a-z-]+\\.csv) -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

  private EvidenceDocument() {}

  /** The text with every table as it is in its file now; one without a file stays. */
  static String filled(String text, Path folder) {
    return TABLE
        .matcher(text)
        .replaceAll(
            found -> {
              Path file = folder.resolve(found.group(2));
              return Matcher.quoteReplacement(
                  Files.exists(file)
                      ? found.group(1) + EvidenceTable.read(file).markdown() + found.group(3)
                      : found.group());
            });
  }

  /**
   * The names of the files whose tables a text holds.
   *
   * @throws InputException if it holds none
   */
  static List<String> files(String text) {
    List<String> files = new ArrayList<>();
    TABLE.matcher(text).results().forEach(found -> files.add(found.group(2)));
    if (files.isEmpty()) {
      throw new InputException("it has no place for a table, <!-- table FILE.csv -->");
    }
    return files;
  }

  /** A text with a place for each of these files. */
  static String of(List<String> files) {
    StringBuilder text = new StringBuilder("# Evaluation\n");
    files.forEach(f -> text.append("\n<!-- table ").append(f).append(" -->\n<!-- end -->\n"));
    return text.toString();
  }
}
