package org.samap.core.homology.graph;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samap.core.io.TextTable;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * What features that are not genes have to do with genes of the same species: peaks of chromatin
 * with the genes that they regulate, or the genes of one annotation with those of another.
 *
 * @param features distinct names
 * @param genes distinct names
 * @param weights features x genes; weights above 0
 */
public record FeatureLinks(List<String> features, List<String> genes, SparseMatrix weights) {
  private static final String WEIGHT = "weight";
  private static final Set<String> TITLES = Set.of("peak", "feature", "gene", "region");

  public FeatureLinks {
    features = List.copyOf(features);
    genes = List.copyOf(genes);
    if (weights.rows() != features.size() || weights.columns() != genes.size()) {
      throw new IllegalArgumentException(
          "%s for %d features and %d genes".formatted(weights, features.size(), genes.size()));
    }
  }

  /** Collects links in any order; of several between the same two the heaviest counts. */
  public static Builder builder(List<String> features, List<String> genes) {
    return new Builder(features, genes);
  }

  /** Links under way. */
  public static final class Builder {
    private final List<String> features;
    private final List<String> genes;
    private final EntryList entries = new EntryList();

    private Builder(List<String> features, List<String> genes) {
      this.features = features;
      this.genes = genes;
    }

    /** Adds a link; one of weight 0 is none. */
    public void add(int feature, int gene, double weight) {
      if ((float) weight > 0) {
        entries.add(feature, gene, (float) weight);
      }
    }

    /** O(links log links). */
    public FeatureLinks build() {
      return new FeatureLinks(
          features, genes, entries.matrix(features.size(), genes.size(), Hsps.BEST));
    }
  }

  /**
   * Reads a table of two columns, a feature and a gene, and perhaps a third with the weight, which
   * is 1 where there is none. A first row of titles is skipped.
   *
   * @throws InputException if a row has no two names, a weight is no number of at least 0, or there
   *     is no link
   */
  public static FeatureLinks read(Path file) {
    Map<String, Integer> features = new HashMap<>();
    Map<String, Integer> genes = new HashMap<>();
    List<String> featureNames = new ArrayList<>();
    List<String> geneNames = new ArrayList<>();
    Builder links = new Builder(featureNames, geneNames);
    try (TextTable table = TextTable.open(file)) {
      boolean first = true;
      while (table.next()) {
        List<String> row = table.fields().stream().map(String::strip).toList();
        if (!(first && isTitle(row))) {
          if (row.size() < 2 || row.get(0).isEmpty() || row.get(1).isEmpty()) {
            throw table.error(
                "'%s' is not a feature and a gene; write two columns, and perhaps a third of weights"
                    .formatted(table.text()));
          }
          links.add(
              number(row.get(0), features, featureNames),
              number(row.get(1), genes, geneNames),
              row.size() < 3 || row.get(2).isEmpty() ? 1 : weight(row.get(2), table));
        }
        first = false;
      }
    }
    if (links.entries.size() == 0) {
      throw new InputException(
          file + " holds no link; write a feature, a gene and perhaps a weight in each row");
    }
    return links.build();
  }

  private static boolean isTitle(List<String> row) {
    return TITLES.contains(row.getFirst()) || (row.size() > 2 && row.get(2).equals(WEIGHT));
  }

  private static int number(String name, Map<String, Integer> numbers, List<String> names) {
    return numbers.computeIfAbsent(
        name,
        n -> {
          names.add(n);
          return names.size() - 1;
        });
  }

  private static double weight(String text, TextTable table) {
    double weight = table.number(text);
    if (weight >= 0 && weight <= Float.MAX_VALUE) {
      return weight;
    }
    throw table.error("the weight '%s' is not a number of at least 0".formatted(text));
  }

  /** Writes the table that {@link #read} reads, with titles of its first two columns. */
  public void write(Path file, String featureTitle, String geneTitle) {
    Tsv.write(
        file,
        table -> {
          table.text(featureTitle).text(geneTitle).text(WEIGHT).endRow();
          for (int f = 0; f < features.size(); f++) {
            for (int p = weights.offset(f); p < weights.offset(f + 1); p++) {
              table.text(features.get(f)).text(genes.get(weights.index(p)));
              table.number(weights.value(p)).endRow();
            }
          }
        });
  }

  /** How many features and genes have a link. */
  public String summary(String featureNames) {
    Set<Integer> linkedGenes = new HashSet<>();
    int linked = 0;
    for (int f = 0; f < features.size(); f++) {
      linked += weights.rowLength(f) > 0 ? 1 : 0;
      for (int p = weights.offset(f); p < weights.offset(f + 1); p++) {
        linkedGenes.add(weights.index(p));
      }
    }
    return "%d links of %d of %d %s to %d of %d genes"
        .formatted(
            weights.entries(),
            linked,
            features.size(),
            featureNames,
            linkedGenes.size(),
            genes.size());
  }
}
