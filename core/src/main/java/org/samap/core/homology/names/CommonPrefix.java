package org.samap.core.homology.names;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What most names of a set begin with: {@code GRCh38_}, {@code 9606.}, {@code Hsap|}. */
final class CommonPrefix {
  private static final double MOST = 0.8;
  private static final Pattern PREFIX = Pattern.compile("^[A-Za-z0-9]+[_|:.~-]+(?=.)");

  private CommonPrefix() {}

  /** The prefix up to and with the first separator; empty if the names have none in common. */
  static String of(Collection<String> names) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String name : names) {
      Matcher prefix = PREFIX.matcher(name);
      if (prefix.find()) {
        counts.merge(prefix.group(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(e -> e.getValue() >= MOST * names.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
