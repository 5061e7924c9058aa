package org.samap.core.homology.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.run.InputException;
import org.samap.core.run.SpeciesPrefix;

/**
 * The genes of several species, one species after another: the rows and columns of a {@link
 * HomologyGraph}. Names have their species as a prefix ({@code hs_ACTB}), so they are distinct over
 * all species. Immutable; look-up by name takes constant time.
 */
public final class GeneAxis {
  private final List<String> species;
  private final List<String> names;
  private final int[] starts;
  private final Map<String, Integer> indices;

  private GeneAxis(List<String> species, List<String> names, int[] starts) {
    this.species = species;
    this.names = names;
    this.starts = starts;
    this.indices = HashMap.newHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      if (indices.putIfAbsent(names.get(i), i) != null) {
        throw new InputException(
            "gene " + names.get(i) + " appears twice; give the genes of a species distinct names");
      }
    }
  }

  /**
   * @param species ids, as {@link SpeciesPrefix} takes them
   * @param genes the gene names of each species, with or without prefix
   * @throws InputException if an id is not allowed, or an id or gene name is given twice
   */
  public static GeneAxis of(List<String> species, List<List<String>> genes) {
    if (species.size() != genes.size()) {
      throw new IllegalArgumentException(
          genes.size() + " lists of genes for " + species.size() + " species");
    }
    SpeciesPrefix.check(species);
    List<String> names = new ArrayList<>();
    int[] starts = new int[species.size() + 1];
    for (int s = 0; s < species.size(); s++) {
      String id = species.get(s);
      genes.get(s).forEach(g -> names.add(prefixed(id, g)));
      starts[s + 1] = names.size();
    }
    return new GeneAxis(List.copyOf(species), List.copyOf(names), starts);
  }

  /** Puts the species in front of a name, unless the name already begins with it and {@code _}. */
  public static String prefixed(String species, String name) {
    return SpeciesPrefix.has(name, species) ? name : species + "_" + name;
  }

  public List<String> species() {
    return species;
  }

  /** The number of genes of all species. */
  public int size() {
    return names.size();
  }

  /** All names with their prefixes. */
  public List<String> names() {
    return names;
  }

  public String name(int gene) {
    return names.get(gene);
  }

  /** The names of one species, with their prefixes. */
  public List<String> namesOf(int speciesIndex) {
    return names.subList(start(speciesIndex), end(speciesIndex));
  }

  /** The first gene of a species. */
  public int start(int speciesIndex) {
    return starts[speciesIndex];
  }

  /** One past the last gene of a species. */
  public int end(int speciesIndex) {
    return starts[speciesIndex + 1];
  }

  /** The position in {@link #species()} of a gene's species. */
  public int speciesOf(int gene) {
    int s = 0;
    while (starts[s + 1] <= gene) {
      s++;
    }
    return s;
  }

  /** The gene of a name with prefix, or -1. */
  public int indexOf(String name) {
    return indices.getOrDefault(name, -1);
  }

  /** Selects genes, in the given order, which must keep the order of the species. */
  GeneAxis select(int[] genes) {
    List<String> kept = new ArrayList<>(genes.length);
    int[] newStarts = new int[starts.length];
    for (int gene : genes) {
      kept.add(names.get(gene));
      newStarts[speciesOf(gene) + 1]++;
    }
    for (int s = 0; s < species.size(); s++) {
      newStarts[s + 1] += newStarts[s];
    }
    return new GeneAxis(species, List.copyOf(kept), newStarts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GeneAxis a && species.equals(a.species) && names.equals(a.names);
  }

  @Override
  public int hashCode() {
    return 31 * species.hashCode() + names.hashCode();
  }

  @Override
  public String toString() {
    return "GeneAxis[" + species + ", " + size() + " genes]";
  }
}
