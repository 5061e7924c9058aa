package org.samap.cli.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value for all species, with exceptions.
 *
 * @param general the value of species that are not named
 * @param of the values of single species, by id
 */
public record Setting<T>(T general, Map<String, T> of) {

  public Setting {
    of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
  }

  public T of(String id) {
    return of.getOrDefault(id, general);
  }
}
