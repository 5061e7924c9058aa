package org.samap.core.anndata;

import java.util.Map;

/** Counts the values that an element needs in a file: the units of progress when writing. */
final class WrittenValues {
  private WrittenValues() {}

  static long of(AnnData data) {
    long sum = of(data.obs()) + of(data.var()) + data.x().map(WrittenValues::of).orElse(0L);
    for (Section s : Section.values()) {
      sum += of(data.section(s));
    }
    return sum + data.raw().map(r -> of(r.x()) + of(r.var()) + of(r.varm())).orElse(0L);
  }

  static long of(Element element) {
    return switch (element) {
      case DenseArray a -> a.size();
      case SparseArray s -> s.data().size() + s.indices().size() + s.indptr().size();
      case BlockMatrix m -> 2 * m.entries() + m.rows() + 1;
      case DataFrame f -> of(f.index()) + of(f.columns());
      case Categorical c -> of(c.categories()) + of(c.plainCodes());
      case NullableArray n -> of(n.values()) + of(n.mask());
      case RecordArray r -> r.length();
      case ElementMap m -> of(m.entries());
      case NullElement none -> 0;
      case Unreadable u -> 0;
    };
  }

  private static long of(Map<String, ? extends Element> elements) {
    return elements.values().stream().mapToLong(WrittenValues::of).sum();
  }
}
