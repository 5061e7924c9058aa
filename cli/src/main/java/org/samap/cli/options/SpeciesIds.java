package org.samap.cli.options;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.samap.core.run.InputException;

/**
 * Checks the short names of species. They prefix genes ({@code hs_CD3E}), so they have no
 * underscore. They name files ({@code hs.h5ad}), so they consist of plain characters and differ in
 * more than case.
 */
public final class SpeciesIds {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

  private SpeciesIds() {}

  /**
   * @throws InputException if an id cannot be used
   */
  public static void require(String option, Collection<String> ids) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (String id : ids) {
      requireOne(option, id);
      String former = seen.putIfAbsent(id.toLowerCase(Locale.ROOT), id);
      if (former != null) {
        throw new InputException(
            "%s gives the ids '%s' and '%s', which name the same files; choose another id"
                .formatted(option, former, id));
      }
    }
  }

  private static void requireOne(String option, String id) {
    if (id.isEmpty()) {
      throw new InputException(option + " has an empty id; write a short one, such as hs");
    }
    if (id.contains("_")) {
      throw new InputException(
          "%s: the id '%s' has an underscore, which ends the id in gene names; write %s"
              .formatted(option, id, id.replace("_", "")));
    }
    if (!PLAIN.matcher(id).matches()) {
      throw new InputException(
          "%s: the id '%s' cannot be part of a file name; use letters and digits, such as hs"
              .formatted(option, id));
    }
    if (id.equalsIgnoreCase("samap")) {
      throw new InputException(
          "%s: the id '%s' is the name of the combined result; choose another"
              .formatted(option, id));
    }
  }
}
