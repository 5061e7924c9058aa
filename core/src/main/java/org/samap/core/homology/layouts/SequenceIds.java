package org.samap.core.homology.layouts;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.samap.core.io.TextLines;
import org.samap.core.run.InputException;

/**
 * The names of the sequences of two species in OrthoFinder's {@code SequenceIDs.txt}, whose lines
 * read {@code 0_12: ENSP00000001 a description}. The name is the first word, as in search tables.
 *
 * @param file the file
 * @param query the number of the one species
 * @param subject the number of the other
 */
public record SequenceIds(Path file, String query, String subject) {

  /**
   * Reads the names by their ids.
   *
   * @throws InputException if the file cannot be read, or calls two sequences of a species alike
   */
  public Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    Set<String> seen = new HashSet<>();
    try (TextLines lines = TextLines.open(file)) {
      while (lines.next()) {
        String line = lines.text();
        int colon = line.indexOf(": ");
        String species = line.substring(0, Math.max(0, line.indexOf('_')));
        if (colon < 0 || species.isEmpty() || line.substring(colon + 2).isBlank()) {
          throw lines.error(
              "'%s' is not the id of a sequence, a colon and its name; give the file as OrthoFinder"
                      .formatted(line)
                  + " wrote it");
        }
        if (species.equals(query) || species.equals(subject)) {
          String name = line.substring(colon + 2).strip().split("\\s", 2)[0];
          if (!seen.add(species + " " + name)) {
            throw lines.error(
                "two sequences of one species are called %s; give each a name of its own"
                    .formatted(name));
          }
          names.put(line.substring(0, colon), name);
        }
      }
    }
    return names;
  }
}
