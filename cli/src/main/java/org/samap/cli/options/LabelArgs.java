package org.samap.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.samap.core.pipeline.LabelSource;

/** Options that give labels. */
public final class LabelArgs {
  /** The value of such an option, in its help. */
  public static final String VALUE = "ID=COLUMN_OR_FILE";

  /** What the value can be, for the help. */
  public static final String MEANING =
      "a column of obs, or a table of cell and label (TSV or CSV, can be .gz)";

  private static final Pattern TABLE_NAME = Pattern.compile("\\.(tsv|csv|txt)(\\.gz)?$");

  private LabelArgs() {}

  /** A table if there is such a file or the text can only be the name of one, else a column. */
  static LabelSource parse(String option, String text) {
    Path path = Path.of(text);
    return Files.isRegularFile(path) || TABLE_NAME.matcher(text).find()
        ? new LabelSource.Table(Check.file(option, path))
        : new LabelSource.Column(text);
  }

  /** The labels that an option gives, by species. */
  public static Map<String, LabelSource> sources(
      String option, List<Assignment> values, Set<String> species) {
    Map<String, LabelSource> sources = new LinkedHashMap<>();
    new Assignments(option, values)
        .requireSpecies(species)
        .named("ID=COLUMN or ID=FILE, such as %s=cell_type".formatted(species.iterator().next()))
        .forEach((id, text) -> sources.put(id, parse(option + " " + id, text)));
    return sources;
  }
}
