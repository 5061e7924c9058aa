package org.samap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.samap.core.pipeline.LabelSource;

/** Labels as an option names them. */
final class LabelArgs {
  private static final Pattern TABLE_NAME = Pattern.compile("\\.(tsv|txt)$");

  private LabelArgs() {}

  /** A table if there is such a file or the text can only be the name of one, else a column. */
  static LabelSource parse(String option, String text) {
    Path path = Path.of(text);
    return Files.isRegularFile(path) || TABLE_NAME.matcher(text).find()
        ? new LabelSource.Table(Check.file(option, path))
        : new LabelSource.Column(text);
  }
}
