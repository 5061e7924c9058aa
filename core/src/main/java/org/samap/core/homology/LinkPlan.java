package org.samap.core.homology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.samap.core.homology.LinkRoute.Direct;
import org.samap.core.homology.LinkRoute.Through;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.homology.graph.TwoSpecies;
import org.samap.core.homology.pairs.PairTable;
import org.samap.core.homology.tables.BlastTables;
import org.samap.core.run.CodePoints;
import org.samap.core.run.InputException;

/**
 * Decides where each two species take their links from: the route that is chosen for them, else
 * tables of pairs or orthologous groups, else search tables, else a third species.
 */
final class LinkPlan {
  private final HomologySources sources;
  private final List<String> species; // with those in the middle
  private final List<PairTable> pairs;
  private final Optional<HomologyGraph> groups;
  private final Set<TwoSpecies> inPairs = new HashSet<>();
  private final Set<TwoSpecies> inGroups = new HashSet<>();
  private final Map<TwoSpecies, LinkRoute> routes = new LinkedHashMap<>();

  private LinkPlan(HomologySources sources, List<String> species) {
    this.sources = sources;
    this.species = withMiddles(species, sources.routes());
    this.pairs = sources.pairs().stream().map(f -> PairTable.read(f, this.species)).toList();
    this.groups = sources.eggnog().map(files -> files.graph(this.species));
    pairs.forEach(table -> inPairs.addAll(table.graph().linked()));
    groups.ifPresent(graph -> inGroups.addAll(graph.linked()));
  }

  /**
   * @param species those that are mapped
   * @throws InputException if a file cannot be used, or it is not clear what links two species
   */
  static LinkPlan of(HomologySources sources, List<String> species) {
    LinkPlan plan = new LinkPlan(sources, species);
    for (TwoSpecies two : sources.routes().chosen().keySet()) {
      if (!species.contains(two.first()) || !species.contains(two.second())) {
        throw new InputException(
            "a source is chosen for %s, but the species are %s; use two of these"
                .formatted(two, String.join(", ", species)));
      }
    }
    List<TwoSpecies> wanted = TwoSpecies.all(species);
    wanted.forEach(two -> plan.routes.put(two, plan.route(two)));
    for (TwoSpecies two : wanted) {
      if (plan.routes.get(two) instanceof Through(String middle)) {
        two.stream().forEach(end -> plan.requireStep(new TwoSpecies(end, middle), two));
      }
    }
    return plan;
  }

  /** The species, and after them those in the middle of paths. */
  static List<String> withMiddles(List<String> species, LinkRoutes routes) {
    List<String> all = new ArrayList<>(species);
    routes.middles().stream().filter(id -> !species.contains(id)).forEach(all::add);
    return List.copyOf(all);
  }

  private LinkRoute route(TwoSpecies two) {
    LinkRoute chosen = sources.routes().chosen().get(two);
    if (chosen != null) {
      requireLinks(two, chosen);
      return chosen;
    }
    Optional<String> middle = sources.routes().through().filter(id -> !two.has(id));
    if (inPairs.contains(two) || inGroups.contains(two) || hasTables(two) || middle.isEmpty()) {
      return direct(two);
    }
    return new Through(middle.get());
  }

  private Direct direct(TwoSpecies two) {
    if (inPairs.contains(two) && inGroups.contains(two)) {
      throw InputException.about(
          "source",
          "%s are linked by tables of pairs and by orthologous groups; say which counts: source %s,%s=pairs or eggnog"
              .formatted(two, two.first(), two.second()));
    }
    if (inPairs.contains(two)) {
      return Direct.PAIRS;
    }
    if (inGroups.contains(two)) {
      return Direct.EGGNOG;
    }
    if (sources.maps().isEmpty()) {
      throw nothing(two);
    }
    return Direct.MAPS;
  }

  private boolean hasTables(TwoSpecies two) {
    return sources.maps().isPresent()
        && BlastTables.in(sources.maps().get()).has(two.first(), two.second());
  }

  private void requireLinks(TwoSpecies two, LinkRoute chosen) {
    boolean has =
        switch (chosen) {
          case Direct.PAIRS -> inPairs.contains(two);
          case Direct.EGGNOG -> inGroups.contains(two);
          case Direct.MAPS -> sources.maps().isPresent();
          case Through _ -> true;
        };
    if (!has) {
      throw new InputException(
          "%s are chosen for %s, but hold no link of them; choose another source"
              .formatted(words((Direct) chosen), two));
    }
  }

  /** A step of a path has links of its own. */
  private void requireStep(TwoSpecies step, TwoSpecies of) {
    LinkRoute chosen = sources.routes().chosen().get(step);
    if (chosen instanceof Through) {
      throw new InputException(
          "%s are linked through a third species, and so are %s; a path has one species in its middle"
              .formatted(of, step));
    }
    if (!routes.containsKey(step) || routes.get(step) instanceof Through) {
      routes.put(step, direct(step));
    }
  }

  private static InputException nothing(TwoSpecies two) {
    return new InputException(
        ("nothing links genes of %s; give a table of pairs, orthologous groups or search tables of"
                + " them, or a third species that links them")
            .formatted(two));
  }

  /** The species of {@link HomologySources#read}, and after them those in the middle. */
  List<String> species() {
    return species;
  }

  List<PairTable> pairs() {
    return pairs;
  }

  Optional<HomologyGraph> groups() {
    return groups;
  }

  /** The species that take such a route, also as a step of a path. */
  Set<TwoSpecies> taking(Direct route) {
    return routes.keySet().stream()
        .filter(two -> routes.get(two) == route)
        .collect(Collectors.toUnmodifiableSet());
  }

  Map<TwoSpecies, LinkRoute> routes() {
    return routes;
  }

  /** Where two species take their links from, in words. */
  String origin(TwoSpecies two) {
    return origin(two, file -> String.valueOf(file.getFileName()));
  }

  /** The same for equal sources alone: tables of one name in two folders differ. */
  String source(TwoSpecies two) {
    return origin(two, Path::toString);
  }

  private String origin(TwoSpecies two, Function<Path, String> name) {
    return origin(two, routes.getOrDefault(two, Direct.MAPS), name);
  }

  private String origin(TwoSpecies two, LinkRoute route, Function<Path, String> name) {
    return switch (route) {
      case Direct.PAIRS -> {
        Set<String> files = new TreeSet<>(CodePoints::compare);
        for (int t = 0; t < pairs.size(); t++) {
          if (pairs.get(t).graph().linked().contains(two)) {
            files.add(name.apply(sources.pairs().get(t).file()));
          }
        }
        yield String.join(", ", files);
      }
      case Direct.EGGNOG -> "groups of " + sources.eggnog().orElseThrow().taxon();
      case Direct.MAPS -> SourcedGraph.SEARCHED;
      case Through(String middle) -> "through " + middle;
    };
  }

  private static String words(Direct route) {
    return switch (route) {
      case PAIRS -> "tables of pairs";
      case EGGNOG -> "orthologous groups";
      case MAPS -> SourcedGraph.SEARCHED;
    };
  }
}
