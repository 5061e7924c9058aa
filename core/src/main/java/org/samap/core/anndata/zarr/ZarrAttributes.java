package org.samap.core.anndata.zarr;

import java.util.List;
import java.util.Optional;
import org.samap.core.anndata.Values;

/** The attributes of a group or an array. */
record ZarrAttributes(JsonValue.Members all) {

  boolean has(String name) {
    return all.byName().containsKey(name);
  }

  /** Texts, numbers or bools, one or a list; empty if it is of another kind or holds nothing. */
  Optional<Values> get(String name) {
    return all.get(name)
        .flatMap(
            v -> values(v instanceof JsonValue.Items(List<JsonValue> items) ? items : List.of(v)));
  }

  private static Optional<Values> values(List<JsonValue> items) {
    if (items.isEmpty()) {
      return Optional.empty();
    }
    if (items.stream().allMatch(JsonValue.Text.class::isInstance)) {
      return Optional.of(
          Values.of(items.stream().map(i -> i.asText("text")).toArray(String[]::new)));
    }
    if (items.stream().allMatch(JsonValue.Truth.class::isInstance)) {
      boolean[] truths = new boolean[items.size()];
      for (int i = 0; i < truths.length; i++) {
        truths[i] = items.get(i).equals(new JsonValue.Truth(true));
      }
      return Optional.of(Values.of(truths));
    }
    if (items.stream().allMatch(JsonValue.Numeral.class::isInstance)) {
      return Optional.of(
          numbers(items.stream().map(i -> ((JsonValue.Numeral) i).digits()).toList()));
    }
    return Optional.empty();
  }

  private static Values numbers(List<String> digits) {
    return digits.stream().allMatch(d -> d.matches("-?[0-9]{1,18}"))
        ? Values.of(digits.stream().mapToLong(Long::parseLong).toArray())
        : Values.of(digits.stream().mapToDouble(Double::parseDouble).toArray());
  }
}
