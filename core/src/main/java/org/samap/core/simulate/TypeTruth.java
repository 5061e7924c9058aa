package org.samap.core.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.samap.core.anndata.DataFrame;
import org.samap.core.run.InputException;

/**
 * What the cell types of two or more species are to each other, after a {@link Stress} may have
 * taken some of them away.
 */
public final class TypeTruth {
  private final Map<String, Map<String, TypeOrigin>> origins;
  private final Map<String, Map<String, Integer>> before;
  private final Map<String, Map<String, Integer>> now;
  private final int leastCells;

  /** What a type is to the types of another species. */
  public enum Kind {
    /** The other species has it too. */
    SHARED,
    /** The other species has neither it nor a relative. */
    PRIVATE,
    /** The other species never had it, and has relatives with counterparts of their own. */
    SIBLING,
    /** As a sibling, but the other species has lost it. */
    LOST,
    /** The other species does not have it, but a relative that lacks a counterpart as well. */
    BOTH_LOST,
    /** It, or its counterpart, has too few cells for any judgement. */
    FEW
  }

  private TypeTruth(
      Map<String, Map<String, TypeOrigin>> origins,
      Map<String, Map<String, Integer>> before,
      Map<String, Map<String, Integer>> now,
      int leastCells) {
    this.origins = origins;
    this.before = before;
    this.now = now;
    this.leastCells = leastCells;
  }

  /**
   * @param origins the origin of every label, by species id
   * @param before the data without stress
   * @param now the data under stress
   * @param leastCells a type with fewer cells is of the kind {@link Kind#FEW}
   * @throws InputException if a label has no origin
   */
  public static TypeTruth of(
      Map<String, Map<String, TypeOrigin>> origins,
      LinkedSpecies before,
      LinkedSpecies now,
      int leastCells) {
    for (LabelledCells cells : before.species()) {
      Map<String, TypeOrigin> known = origins.getOrDefault(cells.species(), Map.of());
      for (String label : new TreeSet<>(cells.labels())) {
        if (!known.containsKey(label) && !label.equals(DataFrame.MISSING)) {
          throw new InputException(
              "nothing says what the type '%s' of %s is".formatted(label, cells.species()));
        }
      }
    }
    return new TypeTruth(origins, groups(origins, before), groups(origins, now), leastCells);
  }

  /** The number of cells of every group of every species. */
  private static Map<String, Map<String, Integer>> groups(
      Map<String, Map<String, TypeOrigin>> origins, LinkedSpecies data) {
    Map<String, Map<String, Integer>> sizes = new HashMap<>();
    for (LabelledCells cells : data.species()) {
      Map<String, Integer> ofSpecies = new HashMap<>();
      Map<String, TypeOrigin> known = origins.getOrDefault(cells.species(), Map.of());
      for (String label : cells.labels()) {
        TypeOrigin type = known.get(label);
        if (type != null) {
          ofSpecies.merge(type.group(), 1, Integer::sum);
        }
      }
      sizes.put(cells.species(), ofSpecies);
    }
    return sizes;
  }

  /** Whether labels of two species are the same type. */
  public boolean same(String species, String label, String other, String otherLabel) {
    return origin(species, label).group().equals(origin(other, otherLabel).group());
  }

  /**
   * What a label of a species is to the types of another species.
   *
   * @throws InputException if there is no such label
   */
  public Kind kind(String species, String label, String other) {
    TypeOrigin type = origin(species, label);
    int there = cells(now, other, type.group());
    if (cells(now, species, type.group()) < leastCells || (there > 0 && there < leastCells)) {
      return Kind.FEW;
    }
    if (there > 0) {
      return Kind.SHARED;
    }
    Set<String> relatives = relatives(type, other);
    if (relatives.isEmpty()) {
      return Kind.PRIVATE;
    }
    if (relatives.stream().anyMatch(relative -> cells(now, species, relative) == 0)) {
      return Kind.BOTH_LOST;
    }
    return cells(before, other, type.group()) > 0 ? Kind.LOST : Kind.SIBLING;
  }

  /** The groups of a type's lineage that another species has. */
  private Set<String> relatives(TypeOrigin type, String other) {
    return origins.getOrDefault(other, Map.of()).values().stream()
        .filter(origin -> origin.lineage().equals(type.lineage()))
        .map(TypeOrigin::group)
        .filter(group -> cells(now, other, group) > 0)
        .collect(Collectors.toSet());
  }

  private TypeOrigin origin(String species, String label) {
    TypeOrigin origin = origins.getOrDefault(species, Map.of()).get(label);
    if (origin == null) {
      throw new InputException("%s has no type '%s'".formatted(species, label));
    }
    return origin;
  }

  private static int cells(Map<String, Map<String, Integer>> sizes, String species, String group) {
    return sizes.getOrDefault(species, Map.of()).getOrDefault(group, 0);
  }
}
