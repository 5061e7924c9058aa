package org.samap.cli.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value for every species, and others for some.
 *
 * @param general for species that are not named
 * @param of for single species, by id
 */
public record Setting<T>(T general, Map<String, T> of) {

  public Setting {
    of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
  }

  public T of(String id) {
    return of.getOrDefault(id, general);
  }
}
