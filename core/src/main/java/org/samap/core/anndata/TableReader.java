package org.samap.core.anndata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Makes tables from groups, or from old compound data sets, of a store. */
final class TableReader {
  private static final String OLD_CATEGORIES = "__categories";

  private final ElementReader elements;

  TableReader(ElementReader elements) {
    this.elements = elements;
  }

  DataFrame frame(Store.Group g) {
    String indexName = g.text("_index").orElse("_index");
    SequencedMap<String, Element> columns = new LinkedHashMap<>();
    for (String name : columnOrder(g, indexName)) {
      columns.put(name, column(g, name));
    }
    return new DataFrame(indexName, elements.names(g, indexName), columns);
  }

  /**
   * The names of the columns. A column that has the name of the index is stored once, as the index.
   */
  private List<String> columnOrder(Store.Group g, String indexName) {
    Optional<Values> order = g.attribute("column-order");
    if (order.isPresent() && order.get().type() == DType.STRING) {
      return List.of(order.get().texts());
    }
    if (g.hasAttribute("column-order")) {
      return List.of(); // an empty list is stored as a list of numbers
    }
    return g.names().stream()
        .filter(n -> !n.equals(indexName) && !n.equals(OLD_CATEGORIES))
        .toList();
  }

  private Element column(Store.Group g, String name) {
    Store.Node node = descendant(g, name);
    Element column = elements.read(node);
    if (column.shape().length == 0 && !(column instanceof Unreadable)) {
      return new Unreadable(node.path(), "it is no column");
    }
    if (column instanceof DenseArray codes
        && node.hasAttribute("categories")
        && g.member(OLD_CATEGORIES).orElse(null) instanceof Store.Group old) {
      Store.Node categories = descendant(old, name);
      boolean ordered = categories.attribute("ordered").map(v -> v.booleans()[0]).orElse(false);
      return new Categorical(codes, list(elements.array(old, name)), ordered);
    }
    return column;
  }

  private static DenseArray list(DenseArray categories) {
    return categories.shape().length == 0 ? DenseArray.vector(categories.all()) : categories;
  }

  /** A member; its name can contain slashes. */
  private static Store.Node descendant(Store.Group g, String name) {
    return g.descendant(name)
        .orElseThrow(() -> new IllegalArgumentException("it has no member '" + name + "'"));
  }

  /** Makes a table from records, whose first field is the index. */
  static DataFrame ofRecords(Element element) {
    if (!(element instanceof RecordArray records) || records.fields().isEmpty()) {
      throw new IllegalArgumentException("it is not a table");
    }
    SequencedMap<String, Element> columns = new LinkedHashMap<>(records.fields());
    var index = records.fields().firstEntry();
    columns.remove(index.getKey());
    return new DataFrame(index.getKey(), index.getValue(), columns);
  }
}
