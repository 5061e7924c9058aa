package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.anndata.Text;
import org.samap.core.run.InputException;

/** Which of the features of a file are read: those of one type, of one genome. */
final class GeneChoice {
  private static final String GENOME = "genome";

  private GeneChoice() {}

  /**
   * The places of the features of the type and the genome that are wanted.
   *
   * @param types of every feature
   * @param genomes of every feature, if they are known
   * @throws InputException if there are none, or they are of several genomes
   */
  static int[] of(Path path, String[] types, Optional<String[]> genomes, ReadOptions options) {
    int[] chosen = places(types, options.featureType());
    if (chosen.length == 0) {
      throw InputException.about(
          "feature_type",
          "%s: has no features of the type '%s'; choose another feature_type: %s"
              .formatted(
                  path, options.featureType(), Text.list(new LinkedHashSet<>(List.of(types)))));
    }
    if (genomes.isEmpty()) {
      return chosen;
    }
    String[] genomeOf = genomes.get();
    Set<String> names = new LinkedHashSet<>();
    for (int feature : chosen) {
      names.add(genomeOf[feature]);
    }
    String genome = genome(path, names, options);
    return IntStream.of(chosen).filter(f -> genomeOf[f].equals(genome)).toArray();
  }

  /**
   * The genome that is wanted, or the only one.
   *
   * @throws InputException if it is not there, or there are several
   */
  static String genome(Path path, Set<String> names, ReadOptions options) {
    Optional<String> wanted = options.genome();
    if (wanted.isPresent() && !names.contains(wanted.get())) {
      throw InputException.about(
          GENOME,
          "%s: has no genome '%s'; choose one of: %s"
              .formatted(path, wanted.get(), Text.list(names)));
    }
    if (wanted.isEmpty() && names.size() > 1) {
      throw InputException.about(
          GENOME,
          "%s: holds genes of several genomes; choose one as genome: %s"
              .formatted(path, Text.list(names)));
    }
    return wanted.orElseGet(() -> names.iterator().next());
  }

  private static int[] places(String[] types, String type) {
    return IntStream.range(0, types.length).filter(f -> types[f].equals(type)).toArray();
  }
}
