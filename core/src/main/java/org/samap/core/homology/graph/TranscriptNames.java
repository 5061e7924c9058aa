package org.samap.core.homology.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samap.core.io.TextTable;
import org.samap.core.run.InputException;
import org.samap.core.run.SpeciesPrefix;

/**
 * Says which name in a table of search results belongs to which gene of the data. It is for species
 * where these differ (tables of transcripts or proteins, data of genes). Names without an entry
 * stay as they are.
 */
public final class TranscriptNames {
  private static final TranscriptNames NONE = new TranscriptNames(Map.of());

  private final Map<String, Map<String, String>> genes;

  private TranscriptNames(Map<String, Map<String, String>> genes) {
    this.genes = genes;
  }

  /** No names are replaced. */
  public static TranscriptNames none() {
    return NONE;
  }

  /**
   * Adds the names of one more species.
   *
   * @param pairs the name in the table and the gene in the data, with or without prefix
   * @throws InputException if the species has names already or a name belongs to two genes
   */
  public TranscriptNames with(String species, List<Pair> pairs) {
    Map<String, String> added = new TreeMap<>();
    for (Pair p : pairs) {
      String gene = GeneAxis.prefixed(species, p.gene);
      String before = added.putIfAbsent(GeneAxis.prefixed(species, p.name), gene);
      if (before != null && !before.equals(gene)) {
        throw new InputException(
            "the names of %s put %s both to %s and to %s; keep one of them"
                .formatted(species, p.name, before, gene));
      }
    }
    Map<String, Map<String, String>> all = new TreeMap<>(genes);
    if (all.put(species, added) != null) {
      throw new InputException("names of " + species + " are given twice; give them once");
    }
    return new TranscriptNames(all);
  }

  /**
   * Adds the names of one more species from a table of two columns: the name in the tables of
   * search results, a tab, the gene in the data. Plain or gzip; lines that begin with {@code #} are
   * ignored.
   *
   * @throws InputException if the file is not such a table
   */
  public TranscriptNames withFile(String species, Path file) {
    List<Pair> pairs = new ArrayList<>();
    try (TextTable lines = TextTable.open(file)) {
      while (lines.next()) {
        List<String> columns = lines.fields();
        if (columns.size() != 2 || columns.getFirst().isBlank() || columns.getLast().isBlank()) {
          throw lines.error(
              "'%s' is not a name, a tab and a gene; write two columns, the name in the tables first"
                  .formatted(lines.text()));
        }
        pairs.add(new Pair(columns.getFirst().strip(), columns.getLast().strip()));
      }
    }
    if (pairs.isEmpty()) {
      throw new InputException(
          file + " is empty; write two columns, the name in the tables and the gene in the data");
    }
    try {
      return with(species, pairs);
    } catch (InputException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  boolean isEmpty() {
    return genes.isEmpty();
  }

  void check(List<String> species) {
    for (String id : genes.keySet()) {
      if (!species.contains(id)) {
        throw new InputException(
            "names are given for '%s', but the species are %s; use one of these ids"
                .formatted(id, String.join(", ", species)));
      }
    }
  }

  /** Fails if no given name is in the tables, or none of their genes is in the data. */
  void requireUse(GeneAxis tables, GeneAxis data) {
    genes.forEach(
        (id, ofSpecies) -> {
          requireAny(id, ofSpecies.keySet(), tables, "the tables", "first");
          requireAny(id, ofSpecies.values(), data, "the data", "second");
        });
  }

  private static void requireAny(
      String id, Collection<String> names, GeneAxis genes, String where, String column) {
    if (names.stream().noneMatch(name -> genes.indexOf(name) >= 0)) {
      int species = genes.species().indexOf(id);
      throw new InputException(
          "the names of %s do not fit: none of the %s column, such as %s, is in %s%s"
              .formatted(
                  id,
                  column,
                  names.iterator().next(),
                  where,
                  species < 0 || genes.namesOf(species).isEmpty()
                      ? ""
                      : ", which has names such as " + genes.namesOf(species).getFirst()));
    }
  }

  /**
   * The gene that a name belongs to, both with their prefix; the name itself if it has no entry.
   */
  public String gene(String name) {
    return SpeciesPrefix.of(name, genes.keySet())
        .map(id -> genes.getOrDefault(id, Map.of()).getOrDefault(name, name))
        .orElse(name);
  }

  /** A name in a table and its gene in the data. */
  public record Pair(String name, String gene) {}
}
