package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The expression programs of cell types: which parts of which families they switch on, and by how
 * much (logarithm of the fold change). A family of one ancestral copy goes to one lineage or type,
 * as long as there are enough. Families of two copies are used by all types: a type switches on one
 * part of each, at random, so relatives differ in about half of them. Private types use none of
 * these: random parts would make them resemble some type by chance.
 */
final class Programs {
  private final SimulationParams params;
  private final Phylogeny tree;
  private final int[] single;
  private final int[] divided;
  private final List<Program> shared = new ArrayList<>();

  /**
   * The types of the first species alone. If two species had types of their own, these would match
   * each other for lack of a better partner.
   */
  private final List<Program> ofFirstAlone;

  private int taken;

  /**
   * A type's program in the ancestor.
   *
   * @param number a number that no other type of any species has
   */
  private record Program(CellType type, int number, Map<Marker, Double> effects) {}

  Programs(SimulationParams params, Families families, Phylogeny tree) {
    this.params = params;
    this.tree = tree;
    this.single = families.candidates(1);
    int[] pairs = families.candidates(2);
    this.divided = Arrays.copyOf(pairs, Math.min(pairs.length, params.difficulty().divided()));
    SimulationParams.Types types = params.types();
    int ofLineage = params.difficulty().lineageMarkers();
    int own = params.difficulty().typeMarkers();
    Draws draws = Draws.of(params.seed(), "programs", 0);
    List<Map<Marker, Double>> lineages = new ArrayList<>();
    int number = 0;
    for (int t = 0; t < types.shared(); t++) {
      int lineage = t / SimulationParams.Types.LINEAGE;
      if (lineage == lineages.size()) {
        lineages.add(markers(ofLineage, draws));
      }
      CellType type = new CellType("type" + t, CellType.Kind.SHARED, lineage);
      shared.add(new Program(type, number++, related(lineages.get(lineage), own, draws)));
    }
    String first = params.species().getFirst();
    List<Program> ofFirst = new ArrayList<>();
    for (int t = 0; t < types.siblings(); t++) {
      int lineage = draws.below(lineages.size());
      CellType type = new CellType("sibling-" + first + "-" + t, CellType.Kind.SIBLING, lineage);
      ofFirst.add(new Program(type, number++, related(lineages.get(lineage), own, draws)));
    }
    for (int t = 0; t < types.privates(); t++) {
      CellType type = new CellType("private-" + first + "-" + t, CellType.Kind.PRIVATE, -1);
      ofFirst.add(
          new Program(type, number++, markers(ofLineage + own + divided.length / 2, draws)));
    }
    ofFirstAlone = List.copyOf(ofFirst);
  }

  /** The types of a species: the shared ones first, in the same order everywhere. */
  List<CellType> types(int species) {
    return programs(species).stream().map(Program::type).toList();
  }

  /**
   * The effects of each type's markers in a species today: drifted, and some of them moved to other
   * families.
   */
  List<Map<Marker, Double>> effects(int species) {
    return programs(species).stream().map(p -> drifted(p, species)).toList();
  }

  private List<Program> programs(int species) {
    List<Program> all = new ArrayList<>(shared);
    if (species == 0) {
      all.addAll(ofFirstAlone);
    }
    return all;
  }

  private Map<Marker, Double> drifted(Program program, int species) {
    String turnover = "turnover in " + params.species().get(species);
    Map<Marker, Double> now = new LinkedHashMap<>();
    program.effects.forEach(
        (marker, effect) -> {
          long item = (long) program.number * params.families() + marker.family();
          Draws draws = Draws.of(params.seed(), turnover, item);
          boolean replaced = single.length > 0 && draws.chance(params.difficulty().turnover());
          Marker carrier = replaced ? new Marker(single[draws.below(single.length)], 0) : marker;
          double drift = params.difficulty().programDrift() * tree.drift(species, "program", item);
          now.merge(carrier, effect * Math.max(0, 1 + drift), Double::sum);
        });
    return now;
  }

  /** The markers of a lineage, the type's own markers, and one part of every divided family. */
  private Map<Marker, Double> related(Map<Marker, Double> lineage, int own, Draws draws) {
    Map<Marker, Double> all = new LinkedHashMap<>(lineage);
    markers(own, draws).forEach((marker, effect) -> all.merge(marker, effect, Double::sum));
    for (int family : divided) {
      all.put(new Marker(family, draws.below(2)), effect(draws));
    }
    return all;
  }

  private Map<Marker, Double> markers(int count, Draws draws) {
    Map<Marker, Double> effects = new LinkedHashMap<>();
    for (int i = 0; i < count && single.length > 0; i++) {
      Marker marker = new Marker(single[taken++ % single.length], 0);
      effects.merge(marker, effect(draws), Double::sum);
    }
    return effects;
  }

  private double effect(Draws draws) {
    return params.difficulty().strength() * draws.gamma(12) / 12;
  }
}
