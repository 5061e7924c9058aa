package org.samap.cli.terminal;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.samap.core.sam.SumNorm;

/**
 * Writes JSON so that equal values give equal text. A record is an object with its components in
 * order, without empty optionals. Enums are lower-case words. Maps and sets without an order of
 * their own are sorted.
 */
public final class Json {
  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /**
   * @param value a record, map, collection, text, path, number, boolean, enum, or null
   * @throws IllegalArgumentException if it holds anything else, or a number that is not finite
   */
  public static String text(@Nullable Object value) {
    Json json = new Json();
    json.write(value, 0);
    return json.out.append('\n').toString();
  }

  /** The components of a record by name, to be changed or extended before writing. */
  public static SequencedMap<String, Object> fields(Record record) {
    SequencedMap<String, Object> fields = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      switch (valueOf(component, record)) {
        case Optional<?> optional -> optional.ifPresent(v -> fields.put(component.getName(), v));
        case OptionalInt number -> number.ifPresent(n -> fields.put(component.getName(), n));
        case Object value -> fields.put(component.getName(), value);
      }
    }
    return fields;
  }

  private static Object valueOf(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private void write(@Nullable Object value, int depth) {
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b);
      case Integer i -> out.append(i);
      case Long l -> out.append(l);
      case Float f -> number(f, f.toString());
      case Double d -> number(d, d.toString());
      case String s -> quoted(s);
      case Path p -> quoted(p.toString());
      case Enum<?> e -> quoted(e.name().toLowerCase(Locale.ROOT));
      case SumNorm n -> quoted(n.text());
      case Optional<?> o -> write(o.orElse(null), depth);
      case Record r -> object(fields(r), depth);
      case Map<?, ?> m -> object(m instanceof SequencedMap<?, ?> ? m : sorted(m), depth);
      case SequencedCollection<?> c -> array(c, depth);
      case Collection<?> c -> array(c.stream().sorted().toList(), depth);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    }
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    return sorted;
  }

  private void number(double value, String text) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no JSON for the number " + text);
    }
    out.append(text);
  }

  private void object(Map<?, ?> map, int depth) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      newLine(depth + 1);
      quoted(String.valueOf(entry.getKey()));
      out.append(": ");
      write(entry.getValue(), depth + 1);
      separator = ",";
    }
    if (map.isEmpty()) {
      out.append("{}");
    } else {
      newLine(depth);
      out.append('}');
    }
  }

  private void array(Collection<?> items, int depth) {
    String separator = "[";
    for (Object item : items) {
      out.append(separator);
      newLine(depth + 1);
      write(item, depth + 1);
      separator = ",";
    }
    if (items.isEmpty()) {
      out.append("[]");
    } else {
      newLine(depth);
      out.append(']');
    }
  }

  private void newLine(int depth) {
    out.append('\n').append("  ".repeat(depth));
  }

  private void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
