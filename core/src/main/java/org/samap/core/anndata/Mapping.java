package org.samap.core.anndata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Elements by name, as Python's dict.
 *
 * @param entries in order; names may not be empty
 */
public record Mapping(SequencedMap<String, Element> entries) implements Element {
  public static final Mapping EMPTY = new Mapping(new LinkedHashMap<>());

  public Mapping {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }

  /** This mapping with one entry more, or another. */
  public Mapping with(String name, Element element) {
    SequencedMap<String, Element> more = new LinkedHashMap<>(entries);
    more.put(name, element);
    return new Mapping(more);
  }

  /** This mapping without an entry. */
  public Mapping without(String name) {
    SequencedMap<String, Element> fewer = new LinkedHashMap<>(entries);
    fewer.remove(name);
    return new Mapping(fewer);
  }

  /** The element at a path of names: {@code get("sam", "run_args")}. */
  public Optional<Element> get(String... path) {
    Element at = this;
    for (String name : path) {
      if (!(at instanceof Mapping m) || !m.entries.containsKey(name)) {
        return Optional.empty();
      }
      at = m.entries.get(name);
    }
    return Optional.ofNullable(at);
  }

  @Override
  public long[] shape() {
    return new long[0];
  }
}
