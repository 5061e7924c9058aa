package org.samap.cli.terminal;

import java.util.Locale;

/** Writes durations for people to read. */
public final class Durations {
  private Durations() {}

  /**
   * The duration of something that has ended: {@code 1.2 s}, {@code 2 min 5 s}, {@code 1 h 3 min}.
   */
  public static String of(double seconds) {
    return seconds < 59.95 ? String.format(Locale.ROOT, "%.1f s", seconds) : whole(seconds);
  }

  /** The duration of something that goes on: {@code 41 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
  static String clock(double seconds) {
    return seconds < 60 ? (long) seconds + " s" : whole(Math.floor(seconds));
  }

  /** An estimate, rounded to what can be known: {@code 9 s}, {@code 2 min 5 s}, {@code 18 min}. */
  static String about(double seconds) {
    long minutes = Math.round(seconds / 60);
    return minutes >= 10 && minutes < 60
        ? minutes + " min"
        : seconds < 59.5 ? Math.round(seconds) + " s" : whole(seconds);
  }

  private static String whole(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %d s".formatted(whole / 60, whole % 60)
        : "%d h %d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
