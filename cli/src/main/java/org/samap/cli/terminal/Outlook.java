package org.samap.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Estimates how long a planned job still takes: the planned time of the phases to come, times the
 * ratio of measured to planned time of the phases that have ended.
 */
final class Outlook {
  /** The plan counts as if this share of it had already run exactly as planned. */
  private static final double TRUST = 0.1;

  /** Planned seconds of the phases that have not ended, by name. */
  private final Map<String, Double> toCome;

  private final double trusted;
  private double planned;
  private double taken;

  /**
   * @param planned seconds of every phase; empty if nothing is known
   */
  Outlook(Map<String, Double> planned) {
    this.toCome = new LinkedHashMap<>(planned);
    this.trusted = TRUST * planned.values().stream().mapToDouble(s -> s).sum();
  }

  boolean isKnown() {
    return trusted > 0;
  }

  /** Notes that a phase has ended; one that was not planned is ignored. */
  void ended(String phase, double seconds) {
    Double wanted = toCome.remove(phase);
    if (wanted != null) {
      planned += wanted;
      taken += seconds;
    }
  }

  /** Seconds of a phase that has not ended, if it was planned. */
  OptionalDouble of(String phase) {
    Double seconds = toCome.get(phase);
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(pace() * seconds);
  }

  /** Seconds of all phases that have not ended but one. */
  double without(String phase) {
    double sum = 0;
    for (Map.Entry<String, Double> e : toCome.entrySet()) {
      sum += e.getKey().equals(phase) ? 0 : e.getValue();
    }
    return pace() * sum;
  }

  private double pace() {
    return isKnown() ? (taken + trusted) / (planned + trusted) : 1;
  }
}
