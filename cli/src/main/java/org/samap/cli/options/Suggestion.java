package org.samap.cli.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests a known word for a mistyped one. */
public final class Suggestion {
  private Suggestion() {}

  /** "did you mean X?", with the word of {@code words} that needs the fewest edits. */
  public static String hint(String word, Collection<String> words) {
    return words.stream()
        .min(Comparator.comparingInt((String w) -> edits(word, w)).thenComparing(w -> w))
        .map("did you mean %s?"::formatted)
        .orElse("leave it out");
  }

  /** Levenshtein's distance, ignoring case. */
  public static int edits(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
