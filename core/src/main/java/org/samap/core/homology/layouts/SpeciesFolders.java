package org.samap.core.homology.layouts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder for each two species: {@code ab/a_to_b.txt} and {@code ab/b_to_a.txt}. */
record SpeciesFolders(Path folder) implements TableLayout {

  @Override
  public List<TableFile> tables(String a, String b) {
    return Stream.of(a + b, b + a)
        .map(two -> folder.resolve(two).resolve(a + "_to_" + b + ".txt"))
        .flatMap(TableLayout::plainOrGzip)
        .limit(1)
        .map(TableFile::of)
        .toList();
  }

  @Override
  public String lookedFor(String a, String b) {
    String two = Files.isDirectory(folder.resolve(b + a)) ? b + a : a + b;
    return "%s/%s_to_%s.txt".formatted(two, a, b);
  }

  @Override
  public String described() {
    return "a folder for each two species";
  }
}
