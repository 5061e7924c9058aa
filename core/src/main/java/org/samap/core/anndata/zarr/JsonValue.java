package org.samap.core.anndata.zarr;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samap.core.anndata.Store.Fault;

/** A JSON value, as the metadata of Zarr consists of. */
sealed interface JsonValue {

  /** Members by name. */
  record Members(Map<String, JsonValue> byName) implements JsonValue {
    static final Members NONE = new Members(Map.of());

    /** A member; empty if there is none, or it is null. */
    Optional<JsonValue> get(String name) {
      return Optional.ofNullable(byName.get(name)).filter(v -> !(v instanceof Nothing));
    }

    JsonValue require(String name) {
      return get(name).orElseThrow(() -> Fault.damaged("its metadata have no '" + name + "'"));
    }

    String text(String name) {
      return require(name).asText(name);
    }

    Members members(String name) {
      return require(name).asMembers(name);
    }

    List<JsonValue> items(String name) {
      return require(name).asItems(name);
    }

    /** Whole numbers that are not negative. */
    long[] numbers(String name) {
      return items(name).stream().mapToLong(v -> v.asCount(name)).toArray();
    }
  }

  record Items(List<JsonValue> all) implements JsonValue {}

  record Text(String value) implements JsonValue {}

  /** A number as it is written; also NaN, Infinity and -Infinity, which Python writes. */
  record Numeral(String digits) implements JsonValue {}

  record Truth(boolean value) implements JsonValue {}

  record Nothing() implements JsonValue {}

  /**
   * Reads a value.
   *
   * @throws Fault if it is no JSON, or is nested too deeply
   */
  static JsonValue parse(byte[] utf8) {
    return new JsonParser(new String(utf8, StandardCharsets.UTF_8)).parse();
  }

  default Members asMembers(String name) {
    if (this instanceof Members m) {
      return m;
    }
    throw wrong(name);
  }

  default List<JsonValue> asItems(String name) {
    if (this instanceof Items i) {
      return i.all();
    }
    throw wrong(name);
  }

  default String asText(String name) {
    if (this instanceof Text t) {
      return t.value();
    }
    throw wrong(name);
  }

  default long asCount(String name) {
    if (this instanceof Numeral n) {
      try {
        long value = new BigDecimal(n.digits()).longValueExact();
        if (value >= 0) {
          return value;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        throw wrong(name);
      }
    }
    throw wrong(name);
  }

  /** A part of the metadata that is of another kind than it should be. */
  static Fault wrong(String name) {
    return Fault.damaged("'" + name + "' in its metadata makes no sense");
  }
}
