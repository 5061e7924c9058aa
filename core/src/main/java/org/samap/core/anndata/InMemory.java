package org.samap.core.anndata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Reads elements into memory, so that they outlive their file. */
final class InMemory {
  private InMemory() {}

  static Element of(Element element) {
    return switch (element) {
      case DenseArray a -> a.inMemory();
      case SparseArray s -> s.inMemory();
      case Categorical c ->
          new Categorical(c.codes().inMemory(), c.categories().inMemory(), c.ordered());
      case NullableArray n -> n.inMemory();
      case DataFrame f -> f.inMemory();
      case ElementMap m -> new ElementMap(all(m.entries()));
      case RecordArray r -> {
        SequencedMap<String, DenseArray> fields = new LinkedHashMap<>();
        r.fields().forEach((name, field) -> fields.put(name, field.inMemory()));
        yield new RecordArray(r.length(), fields);
      }
      case BlockMatrix b -> b;
      case NullElement n -> n;
      case Unreadable u -> u;
    };
  }

  static SequencedMap<String, Element> all(Map<String, Element> elements) {
    SequencedMap<String, Element> loaded = new LinkedHashMap<>();
    elements.forEach((name, element) -> loaded.put(name, of(element)));
    return loaded;
  }
}
