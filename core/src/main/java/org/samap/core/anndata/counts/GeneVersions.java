package org.samap.core.anndata.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the versions of Ensembl ids ({@code .14}) mean in several files of one species. */
public enum GeneVersions {
  /** Every version is a gene of its own. */
  DISTINCT,
  /** An id is one gene in all its versions. */
  IGNORED;

  /**
   * Only ids of Ensembl, because the numbers of other names can tell genes apart ({@code
   * RP11-34P13.7}). A copy on the Y chromosome is another gene than that on X.
   */
  private static final Pattern VERSIONED =
      Pattern.compile("(ENS[A-Z]{0,6}G\\d{11})\\.\\d+(_PAR_Y)?");

  /**
   * The names by which the genes of files are joined. If versions are ignored, a gene has the name
   * of the first file that has it. An id of which one file has several versions keeps them.
   *
   * @param ofFiles the genes of each file
   */
  public List<List<String>> names(List<List<String>> ofFiles) {
    if (this == DISTINCT) {
      return ofFiles;
    }
    Set<String> several = new HashSet<>();
    for (List<String> genes : ofFiles) {
      Set<String> seen = HashSet.newHashSet(genes.size());
      genes.stream().map(GeneVersions::id).filter(id -> !seen.add(id)).forEach(several::add);
    }
    Map<String, String> nameOf = new HashMap<>();
    List<List<String>> names = new ArrayList<>();
    for (List<String> genes : ofFiles) {
      List<String> joined = new ArrayList<>(genes.size());
      for (String gene : genes) {
        String id = id(gene);
        String first = several.contains(id) ? gene : nameOf.computeIfAbsent(id, _ -> gene);
        joined.add(first);
      }
      names.add(List.copyOf(joined));
    }
    return List.copyOf(names);
  }

  /** How many genes files have in common. */
  int common(List<List<String>> ofFiles) {
    return GeneJoin.INTERSECTION.of(names(ofFiles)).size();
  }

  private static String id(String gene) {
    Matcher matcher = VERSIONED.matcher(gene);
    return matcher.matches()
        ? matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2))
        : gene;
  }
}
