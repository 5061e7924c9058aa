package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The expression programs of cell types: which families are markers, and by how much (logarithm of
 * the fold change). A type has markers of its lineage and markers of its own; families are given
 * out once each as long as there are enough.
 */
final class Programs {
  private final SimulationParams params;
  private final Phylogeny tree;
  private final int[] candidates;
  private final List<Program> shared = new ArrayList<>();
  private final List<List<Program>> alone = new ArrayList<>();
  private int taken;

  /**
   * A type's program in the ancestor.
   *
   * @param number distinct among all types of all species
   */
  private record Program(CellType type, int number, Map<Integer, Double> effects) {}

  Programs(SimulationParams params, Families families, Phylogeny tree) {
    this.params = params;
    this.tree = tree;
    this.candidates = families.candidates();
    SimulationParams.Types types = params.types();
    int ofLineage =
        (int) Math.round(params.difficulty().markers() * params.difficulty().lineageShare());
    int own = params.difficulty().markers() - ofLineage;
    Draws draws = Draws.of(params.seed(), "programs", 0);
    List<Map<Integer, Double>> lineages = new ArrayList<>();
    int number = 0;
    for (int t = 0; t < types.shared(); t++) {
      int lineage = t / SimulationParams.Types.LINEAGE;
      if (lineage == lineages.size()) {
        lineages.add(markers(ofLineage, draws));
      }
      CellType type = new CellType("type" + t, CellType.Kind.SHARED, lineage);
      shared.add(new Program(type, number++, joined(lineages.get(lineage), markers(own, draws))));
    }
    for (String id : params.species()) {
      List<Program> ofSpecies = new ArrayList<>();
      for (int t = 0; t < types.siblings(); t++) {
        int lineage = draws.below(lineages.size());
        CellType type = new CellType("sibling-" + id + "-" + t, CellType.Kind.SIBLING, lineage);
        ofSpecies.add(
            new Program(type, number++, joined(lineages.get(lineage), markers(own, draws))));
      }
      // In one species alone: leftovers of two would match each other for want of a better partner.
      boolean first = id.equals(params.species().getFirst());
      for (int t = 0; first && t < types.privates(); t++) {
        CellType type = new CellType("private-" + id + "-" + t, CellType.Kind.PRIVATE, -1);
        ofSpecies.add(new Program(type, number++, markers(ofLineage + own, draws)));
      }
      alone.add(ofSpecies);
    }
  }

  /** The types of a species: the shared ones first, in the same order everywhere. */
  List<CellType> types(int species) {
    return programs(species).stream().map(Program::type).toList();
  }

  /**
   * The families' effects in each type as a species has them now: drifted, and some of them handed
   * on to other families.
   */
  List<Map<Integer, Double>> effects(int species) {
    return programs(species).stream().map(p -> drifted(p, species)).toList();
  }

  private List<Program> programs(int species) {
    List<Program> all = new ArrayList<>(shared);
    all.addAll(alone.get(species));
    return all;
  }

  private Map<Integer, Double> drifted(Program program, int species) {
    String turnover = "turnover in " + params.species().get(species);
    Map<Integer, Double> now = new LinkedHashMap<>();
    program.effects.forEach(
        (family, effect) -> {
          long item = (long) program.number * params.families() + family;
          Draws draws = Draws.of(params.seed(), turnover, item);
          boolean replaced = draws.chance(params.difficulty().turnover());
          int carrier = replaced ? candidates[draws.below(candidates.length)] : family;
          double drift = params.difficulty().programDrift() * tree.drift(species, "program", item);
          now.merge(carrier, effect * Math.max(0, 1 + drift), Double::sum);
        });
    return now;
  }

  private Map<Integer, Double> markers(int count, Draws draws) {
    Map<Integer, Double> effects = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      int family = candidates[taken++ % candidates.length];
      effects.merge(family, params.difficulty().strength() * draws.gamma(12) / 12, Double::sum);
    }
    return effects;
  }

  private static Map<Integer, Double> joined(Map<Integer, Double> a, Map<Integer, Double> b) {
    Map<Integer, Double> both = new LinkedHashMap<>(a);
    b.forEach((family, effect) -> both.merge(family, effect, Double::sum));
    return both;
  }
}
