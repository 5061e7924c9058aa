package org.samap.core.homology.names;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many names of a set are of each kind.
 *
 * @param counts for each kind that occurs
 * @param names the number of all
 */
public record FlavorShares(Map<IdFlavor, Integer> counts, int names) {
  /** Rarer kinds are chance: a few symbols look like UniProt's accessions. */
  private static final double TOLD = 0.02;

  private static final int MOST_TOLD = 3;

  public FlavorShares {
    counts = Map.copyOf(counts);
  }

  public static FlavorShares of(List<String> names) {
    Map<IdFlavor, Integer> counts = new EnumMap<>(IdFlavor.class);
    names.forEach(name -> counts.merge(IdFlavor.of(name), 1, Integer::sum));
    return new FlavorShares(counts, names.size());
  }

  /** The part of the names that is of a kind, 0 to 1. */
  public double share(IdFlavor flavor) {
    return names == 0 ? 0 : (double) counts.getOrDefault(flavor, 0) / names;
  }

  /** The kinds with the most names, but for rare ones, most frequent first. */
  public List<IdFlavor> common() {
    return counts.keySet().stream()
        .filter(flavor -> share(flavor) >= TOLD)
        .sorted(
            Comparator.comparingInt((IdFlavor f) -> -counts.getOrDefault(f, 0))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST_TOLD)
        .toList();
  }

  /** For people: {@code Ensembl genes with version (98 %), other names (2 %)}. */
  public String text() {
    return names == 0
        ? "no names"
        : common().stream()
            .map(f -> String.format(Locale.ROOT, "%s (%.0f %%)", f.text(), 100 * share(f)))
            .collect(Collectors.joining(", "));
  }
}
