package org.samap.core.homology.layouts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How the tables of a folder are named. */
sealed interface TableLayout permits SpeciesFolders, FlatFolder, OrthoFinderFolder {

  /** The tables of a's sequences among b's; more than one if it is not clear which it is. */
  List<TableFile> tables(String a, String b);

  /** What the table of a's sequences among b's would be called, for messages. */
  String lookedFor(String a, String b);

  /** How the layout is called in messages. */
  String described();

  /** The file, or else the compressed file. */
  static Stream<Path> plainOrGzip(Path file) {
    return Stream.of(file, file.resolveSibling(file.getFileName() + ".gz"))
        .filter(Files::isRegularFile)
        .limit(1);
  }
}
