package org.samap.core.homology.layouts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samap.core.io.TextLines;

/**
 * The working directory of OrthoFinder (Emms and Kelly 2019, doi:10.1186/s13059-019-1832-y): {@code
 * Blast0_1.txt.gz} is the search of species 0 among species 1, {@code SpeciesIDs.txt} has the files
 * of the species, {@code SequenceIDs.txt} the headers of their sequences.
 *
 * @param folder the working directory
 * @param numbers the number of each species, by the name of its file
 */
record OrthoFinderFolder(Path folder, Map<String, String> numbers) implements TableLayout {
  private static final String SPECIES = "SpeciesIDs.txt";

  /** The layout, if the folder is the results or the working directory of OrthoFinder. */
  static Optional<OrthoFinderFolder> in(Path folder) {
    return Stream.of(folder, folder.resolve("WorkingDirectory"))
        .filter(f -> Files.isRegularFile(f.resolve(SPECIES)))
        .findFirst()
        .map(f -> new OrthoFinderFolder(f, numbers(f.resolve(SPECIES))));
  }

  private static Map<String, String> numbers(Path file) {
    Map<String, String> numbers = new LinkedHashMap<>();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        String[] parts = lines.text().split(":", 2);
        if (parts.length < 2 || !parts[0].strip().matches("\\d+") || parts[1].isBlank()) {
          throw lines.error(
              "'%s' is not a number, a colon and a file; give the files as OrthoFinder wrote them"
                  .formatted(lines.text()));
        }
        numbers.put(parts[1].strip(), parts[0].strip());
      }
    }
    return numbers;
  }

  @Override
  public List<TableFile> tables(String a, String b) {
    Optional<String> query = number(a);
    Optional<String> subject = number(b);
    if (query.isEmpty() || subject.isEmpty()) {
      return List.of();
    }
    SequenceIds names =
        new SequenceIds(folder.resolve("SequenceIDs.txt"), query.get(), subject.get());
    return TableLayout.plainOrGzip(
            folder.resolve("Blast%s_%s.txt".formatted(query.get(), subject.get())))
        .map(file -> new TableFile(file, Optional.of(names)))
        .toList();
  }

  /** The number of the species whose file is called by its id, up to any dot. */
  private Optional<String> number(String id) {
    List<String> files =
        numbers.keySet().stream()
            .filter(file -> file.equals(id) || file.startsWith(id + "."))
            .toList();
    return files.stream()
        .filter(file -> files.size() == 1 || stem(file).equals(id))
        .findFirst()
        .map(numbers::get);
  }

  @Override
  public String lookedFor(String a, String b) {
    return "among the species of OrthoFinder, which are the ids to use: "
        + String.join(", ", numbers.keySet().stream().map(OrthoFinderFolder::stem).toList());
  }

  private static String stem(String file) {
    return file.replaceFirst("\\.(fa|faa|fasta|fas|pep|aa)$", "");
  }

  @Override
  public String described() {
    return "the searches of OrthoFinder";
  }
}
