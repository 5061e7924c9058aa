package org.samap.core.anndata;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The categories of AnnData 0.5 and 0.6, which kept them in {@code uns}, as {@code
 * <column>_categories}, and the codes in the table.
 */
final class LegacyCategories {
  private static final String SUFFIX = "_categories";

  private final ElementMap uns;
  private final Set<String> used = new TreeSet<>();

  LegacyCategories(@Nullable ElementMap uns) {
    this.uns = uns == null ? ElementMap.EMPTY : uns;
  }

  /** The table with codes turned into categoricals where there are categories. */
  DataFrame applyTo(DataFrame table) {
    DataFrame out = table;
    for (String key : uns.entries().keySet()) {
      String column = key.endsWith(SUFFIX) ? key.substring(0, key.length() - SUFFIX.length()) : "";
      if (table.columns().get(column) instanceof DenseArray codes
          && uns.get(key).orElseThrow() instanceof DenseArray categories
          && fit(codes, categories)) {
        DenseArray list = DenseArray.vector(categories.all());
        out = out.with(column, new Categorical(codes, list, false));
        used.add(key);
      }
    }
    return out;
  }

  private static boolean fit(DenseArray codes, DenseArray categories) {
    if (!codes.type().isInteger() || categories.shape().length > 1) {
      return false;
    }
    for (long code : codes.all().longs()) {
      if (code >= categories.size()) {
        return false;
      }
    }
    return true;
  }

  /** The entries of {@code uns} without the categories. */
  ElementMap remaining() {
    ElementMap left = uns;
    for (String key : used) {
      left = left.without(key);
    }
    return left;
  }
}
