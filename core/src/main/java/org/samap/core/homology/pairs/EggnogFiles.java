package org.samap.core.homology.pairs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.LinkCollector;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;

/**
 * Annotations of eggNOG-mapper as a source of links: two genes of different species that share an
 * orthologous group of the taxon have a link of weight 1, however many groups they share.
 *
 * @param files the annotations of each species, by its id; at least two
 * @param taxon the level of the groups, as {@link EggnogGroups} takes it
 */
public record EggnogFiles(Map<String, Path> files, String taxon) {

  public EggnogFiles {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    if (files.size() < 2) {
      throw new InputException(
          "orthologous groups link the genes of two species or more, but annotations of %d are"
                  .formatted(files.size())
              + " given; add those of the others");
    }
    if (taxon.isBlank()) {
      throw new InputException(
          "the taxon of the orthologous groups is not named; give one, such as 33208 (animals)");
    }
  }

  /**
   * The links of all genes that have a group of the taxon. Time and memory O(links).
   *
   * @param species the ids of the graph
   * @throws InputException if a file is of none of these species, cannot be read, or lacks the
   *     taxon
   */
  public HomologyGraph graph(List<String> species) {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (!species.contains(file.getKey())) {
        throw new InputException(
            "%s is of the species '%s', but there are only %s; use one of these"
                .formatted(file.getValue(), file.getKey(), String.join(", ", species)));
      }
    }
    LinkCollector links = new LinkCollector(species);
    Map<String, Map<String, List<Integer>>> groups = new TreeMap<>(CodePoints::compare);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      String id = file.getKey();
      EggnogGroups.read(file.getValue(), taxon)
          .groupsOf()
          .forEach(
              (query, ofQuery) -> {
                int gene = links.gene(id, query);
                ofQuery.forEach(
                    group ->
                        groups
                            .computeIfAbsent(group, _ -> new LinkedHashMap<>())
                            .computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(gene));
              });
    }
    groups.values().forEach(group -> link(List.copyOf(group.values()), links));
    return links.graph();
  }

  private static void link(List<List<Integer>> genesOfSpecies, LinkCollector links) {
    for (int a = 0; a < genesOfSpecies.size(); a++) {
      for (int b = a + 1; b < genesOfSpecies.size(); b++) {
        for (int gene : genesOfSpecies.get(a)) {
          for (int other : genesOfSpecies.get(b)) {
            links.link(gene, other, 1);
          }
        }
      }
    }
  }

  /** One line. */
  public String line(HomologyGraph graph) {
    Set<String> linked = new HashSet<>();
    graph.linked().forEach(pair -> pair.stream().forEach(linked::add));
    return "orthologous groups of %s: %d links between %s"
        .formatted(
            taxon,
            graph.edges().entries() / 2,
            String.join(", ", files.keySet().stream().filter(linked::contains).toList()));
  }
}
