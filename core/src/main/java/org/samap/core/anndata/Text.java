package org.samap.core.anndata;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of messages. */
public final class Text {
  private static final int MOST = 30;

  private Text() {}

  /** Lists names for a message; of many, only the first few. */
  public static String list(Collection<String> names) {
    if (names.isEmpty()) {
      return "(there are none)";
    }
    String shown = names.stream().limit(MOST).collect(Collectors.joining(", "));
    return names.size() > MOST ? shown + ", ... (" + names.size() + " in all)" : shown;
  }
}
