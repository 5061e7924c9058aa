package org.samap.core.homology.layouts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.samap.core.run.InputException;

/**
 * All tables in one folder, both ids at the beginning of the name of each: {@code a_to_b.txt},
 * {@code a_b.diamond.m8.gz}.
 */
record FlatFolder(Path folder) implements TableLayout {
  private static final String BETWEEN = "(?:[_.-](?:to|vs)[_.-]|[_.-])";
  private static final String END =
      "(?:\\.[^.]+)*\\.(?:txt|tsv|m8|tab|out|blast[px]?|b6|outfmt6|blast6)(?:\\.gz)?";

  @Override
  public List<TableFile> tables(String a, String b) {
    Pattern name = Pattern.compile(Pattern.quote(a) + BETWEEN + Pattern.quote(b) + END);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted()
          .map(file -> folder.resolve(file.getFileName().toString().replaceFirst("\\.gz$", "")))
          .distinct()
          .flatMap(TableLayout::plainOrGzip)
          .map(TableFile::of)
          .toList();
    } catch (IOException e) {
      throw InputException.unreadable(folder, e);
    }
  }

  @Override
  public String lookedFor(String a, String b) {
    return "%s_to_%s.txt, %s_%s.tsv, %s_vs_%s.m8 and the like".formatted(a, b, a, b, a, b);
  }

  @Override
  public String described() {
    return "all tables in one folder";
  }
}
