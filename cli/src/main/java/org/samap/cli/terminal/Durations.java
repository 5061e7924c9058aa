package org.samap.cli.terminal;

import java.util.Locale;

/** Times for people. */
public final class Durations {
  private Durations() {}

  /** {@code 1.2 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
  public static String of(double seconds) {
    if (seconds < 59.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
