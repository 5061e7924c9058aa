package org.samap.core.homology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.run.InputException;

/**
 * What the user says about where species take their links from.
 *
 * @param through the third species that links all those whom nothing else links
 * @param chosen the route of some species, whatever else links them
 */
public record LinkRoutes(Optional<String> through, Map<TwoSpecies, LinkRoute> chosen) {

  public LinkRoutes {
    chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    chosen.forEach(
        (two, route) -> {
          if (route instanceof LinkRoute.Through(String middle) && two.has(middle)) {
            throw new InputException(
                "%s cannot be linked through %s itself; name a third species"
                    .formatted(two, middle));
          }
        });
  }

  /** Nothing: each two species take what links them. */
  public static LinkRoutes none() {
    return new LinkRoutes(Optional.empty(), Map.of());
  }

  /** The third species of all routes. */
  public List<String> middles() {
    return Stream.concat(
            through.stream(),
            chosen.values().stream()
                .flatMap(
                    route ->
                        route instanceof LinkRoute.Through(String middle)
                            ? Stream.of(middle)
                            : Stream.empty()))
        .distinct()
        .toList();
  }
}
