package org.samap.cli.bench.evidence;

import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.confidence.ForcedMatches;
import org.samap.core.simulate.TypeTruth.Kind;

/** Judged matches that tests make up. */
final class Matches {
  private Matches() {}

  /** The right match of a shared type. */
  static JudgedMatch right(String row, double score, double confidence) {
    return match(row, Kind.SHARED, true, score, confidence);
  }

  /** The wrong match of a shared type. */
  static JudgedMatch wrong(String row, double score, double confidence) {
    return match(row, Kind.SHARED, false, score, confidence);
  }

  /** The match of a type without a counterpart. */
  static JudgedMatch forced(String row, Kind kind, double score, double confidence) {
    return match(row, kind, false, score, confidence);
  }

  /**
   * @param confidence NaN for none: the match is insufficient, or there is none
   */
  private static JudgedMatch match(
      String row, Kind kind, boolean right, double score, double confidence) {
    return new JudgedMatch(
        new JudgedMatch.Place("made-up", row, 0),
        MappedCase.METHOD,
        new Node("aa", "x"),
        kind,
        new Node("bb", "x"),
        right,
        kind == Kind.BOTH_LOST,
        score,
        new MethodResult.Judgement(
            score == 0 ? Optional.empty() : Optional.of(verdict(confidence)),
            Double.isNaN(confidence) ? OptionalDouble.empty() : OptionalDouble.of(confidence),
            OptionalDouble.of(0.01),
            right ? OptionalDouble.of(0.02) : OptionalDouble.of(0.5),
            OptionalDouble.of(right ? 0.1 : 0.3)));
  }

  private static String verdict(double confidence) {
    if (Double.isNaN(confidence)) {
      return JudgedMatch.INSUFFICIENT;
    }
    return confidence >= ForcedMatches.REAL ? JudgedMatch.REAL : "forced";
  }
}
