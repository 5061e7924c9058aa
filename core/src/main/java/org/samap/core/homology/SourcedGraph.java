package org.samap.core.homology;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.TwoSpecies;

/**
 * A homology graph, and what each two of its species take their links from.
 *
 * @param origins in words
 */
public record SourcedGraph(HomologyGraph graph, Map<TwoSpecies, String> origins) {
  static final String SEARCHED = "search tables";

  public SourcedGraph {
    origins = Map.copyOf(origins);
  }

  /** A saved graph. */
  public static SourcedGraph saved(HomologyGraph graph, Path file) {
    String origin = String.valueOf(file.getFileName());
    return new SourcedGraph(
        graph,
        TwoSpecies.all(graph.genes().species()).stream()
            .collect(Collectors.toMap(two -> two, _ -> origin)));
  }

  /** What two species take their links from. */
  public String origin(String species, String other) {
    return origins.getOrDefault(new TwoSpecies(species, other), "");
  }

  /** Whether two species take their links from search tables. */
  public boolean isSearched(String species, String other) {
    return origin(species, other).equals(SEARCHED);
  }
}
