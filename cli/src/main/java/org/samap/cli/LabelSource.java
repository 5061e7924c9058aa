package org.samap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the label of each cell of a species is found. */
sealed interface LabelSource {
  Pattern TABLE_NAME = Pattern.compile("\\.(tsv|txt|csv)(\\.gz)?$");

  /** A column of obs. */
  record Column(String name) implements LabelSource {}

  /** A file with two columns separated by a tab: cell, label. */
  record Table(Path file) implements LabelSource {}

  /** A table if there is such a file or the text can only be the name of one, else a column. */
  static LabelSource parse(String option, String text) {
    Path path = Path.of(text);
    return Files.isRegularFile(path) || TABLE_NAME.matcher(text).find()
        ? new Table(Check.file(option, path))
        : new Column(text);
  }
}
