package org.samap.cli.options;

import java.util.Collection;
import org.samap.core.run.InputException;
import org.samap.core.run.SpeciesPrefix;

/** Checks the ids of species that an option gives. */
public final class SpeciesIds {
  private SpeciesIds() {}

  /**
   * @throws InputException if an id cannot be used, or ids cannot be used together
   */
  public static void require(String option, Collection<String> ids) {
    for (String id : ids) {
      if (id.equalsIgnoreCase("samap")) {
        throw new InputException(
            "%s: the id '%s' is the name of the combined result; choose another"
                .formatted(option, id));
      }
    }
    try {
      SpeciesPrefix.check(ids);
    } catch (InputException e) {
      throw new InputException(option + ": " + e.getMessage(), e);
    }
  }
}
