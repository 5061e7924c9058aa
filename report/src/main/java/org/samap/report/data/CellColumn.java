package org.samap.report.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.Categorical;
import org.samap.core.anndata.DataFrame;

/**
 * A column of labels of the cells of one species.
 *
 * @param species the number of the species
 * @param categories the labels that there are, numbers by value and the others by name
 * @param codes the label of each cell of the species; -1 for a cell without one
 */
public record CellColumn(int species, String name, List<String> categories, int[] codes) {
  /** A column of more labels holds names or measurements. */
  static final int MOST_CATEGORIES = 1000;

  public CellColumn {
    categories = List.copyOf(categories);
  }

  /**
   * The labels of cells as a column; empty if there are too many to be told apart.
   *
   * @param labels {@link DataFrame#MISSING} for a cell without one
   */
  static Optional<CellColumn> of(int species, String name, List<String> labels) {
    String[] all = labels.toArray(String[]::new);
    long distinct = labels.stream().distinct().limit(MOST_CATEGORIES + 2L).count();
    if (distinct > MOST_CATEGORIES || (distinct > 20 && distinct > labels.size() / 3)) {
      return Optional.empty();
    }
    List<String> categories = List.of(Categorical.of(all).categories().all().texts());
    Map<String, Integer> codeOf = new HashMap<>();
    for (int c = 0; c < categories.size(); c++) {
      codeOf.put(categories.get(c), c);
    }
    int[] codes = Arrays.stream(all).mapToInt(label -> codeOf.getOrDefault(label, -1)).toArray();
    return Optional.of(new CellColumn(species, name, categories, codes));
  }
}
