package org.samap.core.annotation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;
import org.samap.core.run.Progress;

/**
 * Which genes of some species have which terms.
 *
 * @param genes the genes of all species
 * @param terms the terms that at least one gene has, ordered by code point
 * @param descriptions the description of each term; empty if none is known
 * @param termsOf the terms of every gene, rising
 */
public record Annotations(
    GeneAxis genes, List<String> terms, List<String> descriptions, int[][] termsOf) {
  private static final double FEW = 0.3;

  /**
   * How to read the files.
   *
   * @param column the column of a table that holds the terms, by any name that eggNOG-mapper has
   *     used for it
   * @param delimiter what separates the terms of a gene
   */
  public record Params(String column, String delimiter) {
    public Params {
      if (column.isBlank()) {
        throw InputException.about(
            "column", "column is empty; name a column of the annotations, such as GO");
      }
      if (delimiter.isEmpty()) {
        throw InputException.about(
            "delimiter", "delimiter is empty; give what separates terms, such as ,");
      }
    }

    /** Terms of Gene Ontology, separated by commas. */
    public static Params defaults() {
      return new Params("GO", ",");
    }

    public Params withColumn(String name) {
      return new Params(name, delimiter);
    }

    public Params withDelimiter(String text) {
      return new Params(column, text);
    }
  }

  /** Builds annotations, one species after the other. */
  public static Builder builder(GeneAxis genes, Params params) {
    return new Builder(genes, params);
  }

  /** Reads files of annotations. */
  public static final class Builder {
    private final GeneAxis genes;
    private final Params params;
    private final Map<String, String> descriptionOf = new HashMap<>();
    private final List<Set<String>> termsOf = new ArrayList<>();

    private Builder(GeneAxis genes, Params params) {
      this.genes = genes;
      this.params = params;
      for (int g = 0; g < genes.size(); g++) {
        termsOf.add(Set.of());
      }
    }

    /**
     * Adds the terms of a species. A gene can have several lines. Genes that are not in the data
     * are left out, with a warning if these are most of the file's genes.
     *
     * @param species the index of the species
     * @param nameInData turns a name in the file into a name in the data
     * @throws InputException if the file cannot be read, or has no term or no gene of the data
     */
    public Builder read(
        int species, Path file, UnaryOperator<String> nameInData, Progress progress) {
      Species reader = new Species(species, nameInData);
      AnnotationFile.read(file, params.column(), params.delimiter(), reader);
      reader.check(file, progress);
      return this;
    }

    public Annotations build() {
      TreeSet<String> sorted = new TreeSet<>(CodePoints::compare);
      termsOf.forEach(sorted::addAll);
      List<String> terms = List.copyOf(sorted);
      Map<String, Integer> index = new HashMap<>();
      for (int t = 0; t < terms.size(); t++) {
        index.put(terms.get(t), t);
      }
      return new Annotations(
          genes,
          terms,
          terms.stream().map(t -> descriptionOf.getOrDefault(t, "")).toList(),
          termsOf.stream()
              .map(of -> of.stream().mapToInt(index::get).sorted().toArray())
              .toArray(int[][]::new));
    }

    /** Takes the genes of one species. */
    private final class Species implements AnnotationFile.Sink {
      private final String id;
      private final int species;
      private final UnaryOperator<String> nameInData;
      private final Set<String> named = new LinkedHashSet<>();
      private final Set<Integer> found = new LinkedHashSet<>();
      private int current = -1;
      private boolean anyTerm;
      private boolean anyOwnTerm;

      Species(int species, UnaryOperator<String> nameInData) {
        this.species = species;
        this.id = genes.species().get(species);
        this.nameInData = nameInData;
      }

      @Override
      public void gene(String name) {
        named.add(name);
        int gene = genes.indexOf(GeneAxis.prefixed(id, nameInData.apply(name)));
        boolean own = gene >= genes.start(species) && gene < genes.end(species);
        current = own ? gene : -1;
        if (own) {
          found.add(gene);
        }
      }

      @Override
      public void term(String term, String description) {
        anyTerm = true;
        if (current >= 0) {
          anyOwnTerm = true;
          if (termsOf.get(current).isEmpty()) {
            termsOf.set(current, new TreeSet<>());
          }
          termsOf.get(current).add(term);
          if (!description.isEmpty()) {
            descriptionOf.putIfAbsent(term, description);
          }
        }
      }

      void check(Path file, Progress progress) {
        if (!anyTerm) {
          throw InputException.about(
              "column",
              "%s: no gene has a term in column '%s'; name another column"
                  .formatted(file, params.column()));
        }
        String names =
            "%s: %d of its %d genes are genes of %s"
                .formatted(file, found.size(), named.size(), id);
        if (found.isEmpty()) {
          throw new InputException("%s; %s".formatted(names, examples()));
        }
        if (!anyOwnTerm) {
          throw new InputException(
              "%s, and none of these has a term; %s".formatted(names, examples()));
        }
        if (found.size() < FEW * named.size()) {
          progress.warn("%s; %s".formatted(names, examples()));
        }
      }

      private String examples() {
        String other =
            named.stream()
                .filter(n -> genes.indexOf(GeneAxis.prefixed(id, nameInData.apply(n))) < 0)
                .findFirst()
                .orElse("");
        return "the file has '%s', but the data has '%s'; use the names of the data"
            .formatted(
                other,
                genes.start(species) < genes.end(species) ? genes.name(genes.start(species)) : "");
      }
    }
  }

  /** The genes that have each term, in rising order. O(terms + annotations). */
  public int[][] genesOf() {
    int[] sizes = new int[terms.size()];
    for (int[] of : termsOf) {
      for (int term : of) {
        sizes[term]++;
      }
    }
    int[][] out = new int[sizes.length][];
    Arrays.setAll(out, t -> new int[sizes[t]]);
    Arrays.fill(sizes, 0);
    for (int g = 0; g < termsOf.length; g++) {
      for (int term : termsOf[g]) {
        out[term][sizes[term]++] = g;
      }
    }
    return out;
  }
}
