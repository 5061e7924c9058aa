package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The genes of one species, in random order along its gene axis. */
final class Genome {
  private final List<Gene> genes;
  private final int[][] ofFamily;

  /**
   * A gene.
   *
   * @param name its name, without species prefix
   * @param ancestor the copy in the common ancestor that it descends from
   * @param copy 0, or the number of a copy made after the split
   * @param level the logarithm of its expression outside of any program
   * @param part the part of the family's expression that it carries
   * @param role the share of this part that it carries, 0 to 1
   */
  record Gene(
      String name, int family, int ancestor, int copy, double level, int part, double role) {

    Marker marker() {
      return new Marker(family, part);
    }
  }

  private Genome(List<Gene> genes, int[][] ofFamily) {
    this.genes = genes;
    this.ofFamily = ofFamily;
  }

  static Genome of(SimulationParams params, Families families, Phylogeny tree, int species) {
    List<Gene> sorted = new ArrayList<>();
    for (int f = 0; f < families.count(); f++) {
      addFamily(params, families, tree, species, f, sorted);
    }
    int[] order = IntStream.range(0, sorted.size()).toArray();
    Draws.of(params.seed(), "gene order", species).shuffle(order);
    int[][] ofFamily = new int[families.count()][0];
    for (int g = 0; g < order.length; g++) {
      int f = sorted.get(order[g]).family;
      ofFamily[f] = Arrays.copyOf(ofFamily[f], ofFamily[f].length + 1);
      ofFamily[f][ofFamily[f].length - 1] = g;
    }
    return new Genome(Arrays.stream(order).mapToObj(sorted::get).toList(), ofFamily);
  }

  private static void addFamily(
      SimulationParams params,
      Families families,
      Phylogeny tree,
      int species,
      int family,
      List<Gene> to) {
    String id = params.species().get(species);
    SimulationParams.Sequences rates = params.sequences();
    Draws draws = Draws.of(params.seed(), "genes of " + id, family);
    boolean exchanged =
        families.ancestralCopies(family) == 2 && draws.chance(params.difficulty().roleSwaps());
    for (int ancestor = 0; ancestor < families.ancestralCopies(family); ancestor++) {
      if (draws.chance(rates.losses())) {
        continue;
      }
      double drift = tree.drift(species, "expression", 2L * family + ancestor);
      double level = families.level(family) + params.difficulty().expressionDrift() * drift;
      int part = exchanged ? 1 - ancestor : ancestor;
      int copies = draws.chance(rates.duplications()) ? 2 : 1;
      int active = copies == 2 && draws.chance(params.difficulty().roleSwaps()) ? 1 : 0;
      for (int copy = 0; copy < copies; copy++) {
        double change = copy == 0 ? 0 : 0.5 * draws.normal() - 0.5;
        double role = copy == active ? 1 : 0.25 * draws.uniform();
        String name = "%sG%d.%d".formatted(id, family, 2 * ancestor + copy);
        to.add(new Gene(name, family, ancestor, copy, level + change, part, role));
      }
    }
  }

  int size() {
    return genes.size();
  }

  Gene gene(int g) {
    return genes.get(g);
  }

  /** The genes of a family, in rising order. */
  int[] ofFamily(int family) {
    return ofFamily[family];
  }

  List<String> names() {
    return genes.stream().map(Gene::name).toList();
  }
}
