package org.samap.core.simulate;

import java.util.List;
import java.util.function.UnaryOperator;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.run.InputException;

/**
 * All that a mapping starts from: species with labelled cells, and the links between their genes.
 * It is what a {@link Stress} changes.
 *
 * @param species two or more
 * @param links of the same species, in the same order; it can have genes that were not measured
 */
public record LinkedSpecies(List<LabelledCells> species, HomologyGraph links) {

  public LinkedSpecies {
    species = List.copyOf(species);
    List<String> ids = species.stream().map(LabelledCells::species).toList();
    if (!ids.equals(links.genes().species())) {
      throw new IllegalArgumentException(
          "species " + ids + " with links of " + links.genes().species());
    }
  }

  /** The ids of the species. */
  public List<String> ids() {
    return links.genes().species();
  }

  /**
   * The species of an id.
   *
   * @throws InputException if there is none
   */
  public LabelledCells of(String id) {
    return species.stream()
        .filter(s -> s.species().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "there is no species '%s'; choose from %s"
                        .formatted(id, String.join(", ", ids()))));
  }

  LinkedSpecies with(String id, UnaryOperator<LabelledCells> change) {
    LabelledCells changed = change.apply(of(id));
    return new LinkedSpecies(
        species.stream().map(s -> s.species().equals(id) ? changed : s).toList(), links);
  }

  LinkedSpecies withLinks(HomologyGraph others) {
    return new LinkedSpecies(species, others);
  }
}
