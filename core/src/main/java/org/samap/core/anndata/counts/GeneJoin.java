package org.samap.core.anndata.counts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which genes are used of several files of one species. */
public enum GeneJoin {
  /** Those that all files have, in the order of the first file. */
  INTERSECTION,
  /** All: those of the first file, then those that the next one adds, and so on. */
  UNION;

  /**
   * @param ofFiles the genes of each file
   */
  public List<String> of(List<List<String>> ofFiles) {
    Set<String> genes = new LinkedHashSet<>(ofFiles.getFirst());
    for (List<String> other : ofFiles.subList(1, ofFiles.size())) {
      if (this == UNION) {
        genes.addAll(other);
      } else {
        genes.retainAll(Set.copyOf(other));
      }
    }
    return List.copyOf(genes);
  }
}
