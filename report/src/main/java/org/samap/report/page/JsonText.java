package org.samap.report.page;

import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/** Writes compact JSON, part by part. The caller closes what it opens. */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private boolean first = true;

  JsonText begin(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  JsonText end(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  /** The name of the value that follows. */
  JsonText name(String name) {
    separate();
    quote(name);
    out.append(':');
    first = true;
    return this;
  }

  JsonText text(String value) {
    separate();
    quote(value);
    return this;
  }

  JsonText texts(List<String> values) {
    begin('[');
    values.forEach(this::text);
    return end(']');
  }

  JsonText number(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** A number; null if it is not finite. */
  JsonText number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return number((long) value);
    }
    separate();
    out.append(Double.isFinite(value) ? Double.toString(value) : "null");
    return this;
  }

  JsonText numbers(double... values) {
    begin('[');
    for (double value : values) {
      number(value);
    }
    return end(']');
  }

  JsonText numbers(int... values) {
    begin('[');
    for (int value : values) {
      number(value);
    }
    return end(']');
  }

  /** A list of objects. */
  JsonText objects(int count, IntConsumer object) {
    begin('[');
    for (int i = 0; i < count; i++) {
      begin('{');
      object.accept(i);
      end('}');
    }
    return end(']');
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < 0x20 || c == '<' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
