package org.samap.core.anndata.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samap.core.anndata.Store.Fault;

/** Reads JSON, and the NaN and Infinity that Python writes into it. */
final class JsonParser {
  private static final int DEEPEST = 200;
  private static final int LONGEST_NUMBER = 400;

  private final String text;
  private int at;

  JsonParser(String text) {
    this.text = text;
  }

  JsonValue parse() {
    JsonValue value = value(0);
    skipBlanks();
    if (at < text.length()) {
      throw broken();
    }
    return value;
  }

  private JsonValue value(int depth) {
    if (depth > DEEPEST) {
      throw Fault.unsupported("its metadata are nested more than " + DEEPEST + " deep");
    }
    skipBlanks();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> new JsonValue.Text(string());
      default -> word();
    };
  }

  private JsonValue members(int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (!taken('}')) {
      do {
        skipBlanks();
        String name = string();
        skipBlanks();
        require(':');
        members.put(name, value(depth + 1));
        skipBlanks();
      } while (taken(','));
      require('}');
    }
    return new JsonValue.Members(members);
  }

  private JsonValue items(int depth) {
    List<JsonValue> items = new ArrayList<>();
    at++;
    skipBlanks();
    if (!taken(']')) {
      do {
        items.add(value(depth + 1));
        skipBlanks();
      } while (taken(','));
      require(']');
    }
    return new JsonValue.Items(items);
  }

  private String string() {
    require('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw broken();
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw broken();
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private JsonValue word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "null" -> new JsonValue.Nothing();
      case "true" -> new JsonValue.Truth(true);
      case "false" -> new JsonValue.Truth(false);
      case "NaN", "Infinity", "-Infinity" -> new JsonValue.Numeral(word);
      default -> number(word);
    };
  }

  private JsonValue number(String word) {
    if (word.length() > LONGEST_NUMBER || !word.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
      throw broken();
    }
    return new JsonValue.Numeral(word);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw broken();
    }
    return text.charAt(at);
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private boolean taken(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void require(char c) {
    if (!taken(c)) {
      throw broken();
    }
  }

  private Fault broken() {
    return Fault.damaged("its metadata are no JSON from character " + (at + 1) + " on");
  }
}
