package org.samap.core.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.samap.core.run.RandomStream;

/** Ways to damage text: its numbers, words, fields, lines and bytes. A char is a byte. */
enum TextDamage {
  NUMBER {
    @Override
    String to(String in, RandomStream random) {
      return replaced(in, DIGITS, pick(NUMBERS, random), random);
    }
  },
  WORD {
    @Override
    String to(String in, RandomStream random) {
      List<MatchResult> words = WORDS.matcher(in).results().toList();
      String other = words.isEmpty() ? "" : words.get(random.nextInt(words.size())).group();
      return replaced(in, WORDS, other, random);
    }
  },
  FIELD {
    @Override
    String to(String in, RandomStream random) {
      return changed(in, FIELDS, random);
    }
  },
  LINE {
    @Override
    String to(String in, RandomStream random) {
      return changed(in, LINES, random);
    }
  },
  SEPARATORS {
    @Override
    String to(String in, RandomStream random) {
      return in.replace(pick(SEPARATORS_OF_TEXT, random), pick(SEPARATORS_OF_TEXT, random));
    }
  },
  INSERTED {
    @Override
    String to(String in, RandomStream random) {
      int at = random.nextInt(in.length() + 1);
      return in.substring(0, at) + pick(INSERTS, random) + in.substring(at);
    }
  },
  /** A piece that comes again and again: a long line, deep brackets. */
  LONG {
    @Override
    String to(String in, RandomStream random) {
      int from = random.nextInt(in.length());
      int to = Math.min(in.length(), from + 1 + random.nextInt(8));
      return in.substring(0, to)
          + in.substring(from, to).repeat(1 << random.nextInt(14))
          + in.substring(to);
    }
  },
  CUT {
    @Override
    String to(String in, RandomStream random) {
      return in.substring(0, random.nextInt(in.length()));
    }
  };

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern WORDS = Pattern.compile("[^\\s\"{}:,;|]+");
  private static final Pattern FIELDS = Pattern.compile("(?<=[\t,;])|(?<=\n)");
  private static final Pattern LINES = Pattern.compile("(?<=\n)");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "-0",
          "1",
          "2",
          "7",
          "1e5",
          "0.5",
          "1e400",
          "1e-400",
          "-1e400",
          "nan",
          "NaN",
          "inf",
          "-inf",
          "Infinity",
          "2147483647",
          "2147483648",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1000000000",
          "123456789012345678901234567890",
          "0x10",
          "1_0",
          "1,5",
          "1.",
          ".",
          "-",
          "+1",
          "1e",
          "1d",
          "1f",
          "NA",
          "",
          " 1",
          "true",
          "00000000000000000000001",
          "0.00000000000000000000000000000000000000000000000000001",
          utf8("\u0663"),
          utf8("\u221e"));

  private static final List<String> SEPARATORS_OF_TEXT =
      List.of("\t", ",", ";", " ", "\n", "\r\n", "\r", "|", "  ", "\"", ":");

  private static final List<String> INSERTS =
      List.of(
          "\"",
          "\"\"",
          "'",
          "\0",
          "\r",
          "\r\n",
          "\n",
          "\n\n",
          "\t",
          "\t\t\t\t",
          ",",
          ";",
          "#",
          "%",
          ">",
          "@",
          "|",
          "{",
          "}",
          "[",
          "]",
          "[[[[[[[[",
          "\\",
          "\\u",
          "\\ud800",
          "\\n",
          "..",
          "/",
          "../",
          "null",
          "NaN",
          "-1",
          "\u001b[31m",
          "\u0085",
          "\u00ff",
          "\u00c3",
          "\u00c0\u0080",
          "\u00ed\u00a0\u0080",
          "\u00f8\u0088\u0080\u0080\u0080",
          "\u00ff\u00fe",
          utf8("\ufeff"),
          utf8("\u2028"),
          utf8("\u202e"),
          utf8("\ud83e\udda0"),
          utf8("e\u0301"));

  /** Damages text of at least one byte. */
  abstract String to(String in, RandomStream random);

  static byte[] any(byte[] in, RandomStream random) {
    TextDamage damage = values()[random.nextInt(values().length)];
    String text = new String(in, StandardCharsets.ISO_8859_1);
    return damage.to(text, random).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String pick(List<String> texts, RandomStream random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String replaced(String in, Pattern what, String by, RandomStream random) {
    List<MatchResult> found = what.matcher(in).results().toList();
    if (found.isEmpty()) {
      return in + by;
    }
    MatchResult one = found.get(random.nextInt(found.size()));
    return in.substring(0, one.start()) + by + in.substring(one.end());
  }

  /** Deletes, repeats, empties, moves or swaps pieces of a text. */
  private static String changed(String in, Pattern ends, RandomStream random) {
    List<String> pieces = new ArrayList<>(Arrays.asList(ends.split(in)));
    int a = random.nextInt(pieces.size());
    int b = random.nextInt(pieces.size());
    switch (random.nextInt(5)) {
      case 0 -> pieces.remove(a);
      case 1 -> pieces.add(b, pieces.get(a));
      case 2 -> pieces.set(a, pieces.get(b));
      case 3 -> Collections.swap(pieces, a, b);
      default -> pieces.set(a, pieces.get(a).replaceAll("[^\\s,;]", ""));
    }
    return pieces.stream().collect(Collectors.joining());
  }
}
