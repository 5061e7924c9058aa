package org.samap.core.genome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;

/**
 * Links the genes of two annotations of one genome assembly by the bases that they share: the
 * weight is the Jaccard index of the bases in their exons, that is shared bases / bases of either,
 * 0 for genes on different strands. A gene without exons counts as one from its start to its end.
 */
public final class ModelOverlap {
  private ModelOverlap() {}

  /**
   * O(genes log genes + pairs of overlapping genes x their exons).
   *
   * @param least links of a smaller weight are left out
   * @param naming what the genes of both are called
   * @throws InputException if the two have no chromosome, or no gene, in common
   */
  public static FeatureLinks link(
      GeneModels some, GeneModels others, double least, GeneNames naming) {
    if (!(least >= 0 && least <= 1)) {
      throw InputException.about(
          "min_overlap", "min_overlap is " + least + "; give a number from 0 to 1");
    }
    Map<String, SortedSpans<Integer>> byStrand = byStrand(others);
    FeatureLinks.Builder links = FeatureLinks.builder(some.names(naming), others.names(naming));
    for (int a = 0; a < some.genes().size(); a++) {
      GeneModel gene = some.genes().get(a);
      SortedSpans<Integer> near = byStrand.get(strand(gene.place()));
      if (near != null) {
        for (int b : near.touching(gene.place().span())) {
          double weight = jaccard(exons(gene), exons(others.genes().get(b)));
          links.add(a, b, weight < least ? 0 : weight);
        }
      }
    }
    FeatureLinks all = links.build();
    if (all.weights().entries() == 0) {
      throw new InputException(
          "no gene of %s shares exons with one of %s: their first chromosomes are %s and %s; take annotations of one genome assembly"
              .formatted(
                  some.file(),
                  others.file(),
                  some.genes().getFirst().place().chromosome(),
                  others.genes().getFirst().place().chromosome()));
    }
    return all;
  }

  private static Map<String, SortedSpans<Integer>> byStrand(GeneModels models) {
    Map<String, List<Integer>> lists = new LinkedHashMap<>();
    for (int g = 0; g < models.genes().size(); g++) {
      lists.computeIfAbsent(strand(models.genes().get(g).place()), _ -> new ArrayList<>()).add(g);
    }
    Map<String, SortedSpans<Integer>> sorted = new HashMap<>();
    lists.forEach(
        (strand, list) ->
            sorted.put(strand, SortedSpans.of(list, g -> models.genes().get(g).place().span())));
    return sorted;
  }

  private static String strand(Place place) {
    return Chromosomes.plain(place.chromosome()) + (place.forward() ? "+" : "-");
  }

  private static List<Span> exons(GeneModel gene) {
    return gene.exons().isEmpty() ? List.of(gene.place().span()) : gene.exons();
  }

  /** Of two lists of spans in rising order, none of which overlap in a list. */
  private static double jaccard(List<Span> some, List<Span> others) {
    long shared = 0;
    for (int a = 0, b = 0; a < some.size() && b < others.size(); ) {
      Span x = some.get(a);
      Span y = others.get(b);
      shared += Math.max(0, Math.min(x.end(), y.end()) - Math.max(x.start(), y.start()));
      if (x.end() < y.end()) {
        a++;
      } else {
        b++;
      }
    }
    return (double) shared / (bases(some) + bases(others) - shared);
  }

  private static long bases(List<Span> spans) {
    return spans.stream().mapToLong(Span::length).sum();
  }
}
