package org.samap.core.analysis.evolution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.homology.pairs.EggnogGroups;
import org.samap.core.io.Tsv;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;

/**
 * Genes of different species in the same orthologous group of a taxon (SPEC 9). The first two
 * columns of the table can be read again as {@link org.samap.core.homology.graph.Orthologs}.
 *
 * @param genes the genes of all species
 * @param pairs sorted by their genes, then by group
 */
public record EggnogPairs(GeneAxis genes, List<GroupedPair> pairs) {

  /** Two genes in the same group, the gene of the earlier species first. */
  public record GroupedPair(int first, int second, String group) {}

  /**
   * Skips queries that are not genes of the data. Time and memory O(pairs).
   *
   * @param groups the groups of each species that has any, by its id
   * @param names the genes of queries with other names (transcripts, proteins)
   * @throws InputException if an id is not a species, there are fewer than two species, or no pair
   *     is found
   */
  public static EggnogPairs of(
      GeneAxis genes, Map<String, EggnogGroups> groups, TranscriptNames names) {
    groups.keySet().stream()
        .filter(id -> !genes.species().contains(id))
        .forEach(
            id -> {
              throw new InputException(
                  "groups are given for '%s', but the species are %s; use one of these ids"
                      .formatted(id, String.join(", ", genes.species())));
            });
    if (groups.size() < 2) {
      throw new InputException(
          "orthologous groups of %d species are given; give those of two or more"
              .formatted(groups.size()));
    }
    Map<String, TreeSet<Integer>> members = new TreeMap<>(CodePoints::compare);
    groups.forEach(
        (id, ofSpecies) ->
            ofSpecies
                .groupsOf()
                .forEach(
                    (query, ofQuery) -> {
                      int gene = genes.indexOf(names.gene(GeneAxis.prefixed(id, query)));
                      if (gene >= 0) {
                        ofQuery.forEach(
                            group ->
                                members.computeIfAbsent(group, g -> new TreeSet<>()).add(gene));
                      }
                    }));
    List<GroupedPair> pairs = new ArrayList<>();
    members.forEach((group, ofGroup) -> addPairs(genes, group, List.copyOf(ofGroup), pairs));
    if (pairs.isEmpty()) {
      throw new InputException(
          "no two genes of the data are in the same orthologous group; check that the annotation"
              + " files name the genes as the data does, or give a table of names");
    }
    pairs.sort(Comparator.comparingInt(GroupedPair::first).thenComparingInt(GroupedPair::second));
    return new EggnogPairs(genes, List.copyOf(pairs));
  }

  private static void addPairs(
      GeneAxis genes, String group, List<Integer> of, List<GroupedPair> pairs) {
    for (int i = 0; i < of.size(); i++) {
      for (int j = i + 1; j < of.size(); j++) {
        if (genes.speciesOf(of.get(i)) != genes.speciesOf(of.get(j))) {
          pairs.add(new GroupedPair(of.get(i), of.get(j), group));
        }
      }
    }
  }

  /** Writes a row per pair and group. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("gene_a").text("gene_b").text("group").endRow();
          for (GroupedPair p : pairs) {
            table.text(genes.name(p.first())).text(genes.name(p.second())).text(p.group());
            table.endRow();
          }
        });
  }
}
