package org.samap.core.mapping;

import java.util.List;
import org.samap.core.run.InputException;

/**
 * All that a mapping depends on.
 *
 * @param species two or more, in the order of the links
 * @param links the genes that take part, and the links between them
 * @param params the parameters
 */
public record MappingInput(List<MappedSpecies> species, GeneLinks links, MappingParams params) {

  public MappingInput {
    if (species.size() < 2) {
      throw new InputException("a mapping needs two species or more; add one");
    }
  }
}
