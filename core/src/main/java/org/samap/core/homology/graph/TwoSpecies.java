package org.samap.core.homology.graph;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.samap.core.run.CodePoints;

/** Two species, in either order. */
public record TwoSpecies(String first, String second) {

  public TwoSpecies {
    if (first.equals(second)) {
      throw new IllegalArgumentException("'" + first + "' twice");
    }
    if (CodePoints.compare(first, second) > 0) {
      String later = first;
      first = second;
      second = later;
    }
  }

  /** Each two of some species. */
  public static List<TwoSpecies> all(List<String> species) {
    return IntStream.range(0, species.size())
        .boxed()
        .flatMap(
            a ->
                species.subList(a + 1, species.size()).stream()
                    .map(b -> new TwoSpecies(species.get(a), b)))
        .toList();
  }

  /** Whether it is one of them. */
  public boolean has(String species) {
    return first.equals(species) || second.equals(species);
  }

  public Stream<String> stream() {
    return Stream.of(first, second);
  }

  @Override
  public String toString() {
    return first + " and " + second;
  }
}
