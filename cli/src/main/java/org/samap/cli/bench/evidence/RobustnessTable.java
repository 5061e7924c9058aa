package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.number;
import static org.samap.cli.bench.evidence.EvidenceTable.percent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How right matches differ from others, for every stress and method. True is the best match of a
 * type that has a counterpart, if it is that one; forced is that of a type without a counterpart.
 */
final class RobustnessTable {
  private static final List<String> COLUMNS =
      List.of(
          "case",
          "method",
          "best_right",
          "true_score",
          "true_confidence",
          "true_real",
          "true_unknown",
          "forced_score",
          "forced_confidence",
          "forced_real",
          "forced_unknown",
          "AUC_score",
          "AUC_confidence");

  private RobustnessTable() {}

  /**
   * @param matches of one data set
   */
  static EvidenceTable of(List<JudgedMatch> matches) {
    List<List<String>> rows = new ArrayList<>();
    by(matches, m -> m.of().row())
        .forEach(
            (row, ofRow) ->
                by(ofRow, JudgedMatch::method)
                    .forEach((method, own) -> rows.add(row(row, method, own))));
    by(matches, JudgedMatch::method)
        .forEach(
            (method, own) ->
                rows.add(
                    row(
                        "all but the last",
                        method,
                        where(own, m -> !m.of().row().equals(EvidenceSize.NO_HOMOLOGY)))));
    return new EvidenceTable(COLUMNS, rows);
  }

  private static List<String> row(String name, String method, List<JudgedMatch> matches) {
    List<JudgedMatch> shared = where(matches, JudgedMatch::shared);
    List<JudgedMatch> right = where(shared, JudgedMatch::right);
    List<JudgedMatch> forced = where(matches, m -> !m.shared());
    boolean judges = matches.stream().anyMatch(m -> m.judgement().verdict().isPresent());
    return List.of(
        name,
        method,
        right.size() + " of " + shared.size(),
        number(mean(right, JudgedMatch::score)),
        number(mean(right, m -> m.confidence().orElse(Double.NaN))),
        judges ? passing(right) : EvidenceTable.NONE,
        judges ? unknown(right) : EvidenceTable.NONE,
        number(mean(where(forced, JudgedMatch::matched), JudgedMatch::score)),
        number(mean(forced, m -> m.confidence().orElse(Double.NaN))),
        judges ? passing(forced) : EvidenceTable.NONE,
        judges ? unknown(forced) : EvidenceTable.NONE,
        number(areaUnderCurve(where(matches, JudgedMatch::matched), JudgedMatch::score)),
        judges
            ? number(
                areaUnderCurve(
                    where(matches, m -> m.confidence().isPresent()), m -> m.confidence().orElse(0)))
            : EvidenceTable.NONE);
  }

  /** The share of matches that are called real, of those that can be judged. */
  static String passing(List<JudgedMatch> matches) {
    List<JudgedMatch> judged = where(matches, m -> m.confidence().isPresent());
    return percent(judged.stream().filter(JudgedMatch::passes).count(), judged.size());
  }

  /** The share of matches of which nothing can be known. */
  private static String unknown(List<JudgedMatch> matches) {
    return percent(where(matches, JudgedMatch::unknown).size(), matches.size());
  }

  /** The mean of the values that there are. */
  static double mean(List<JudgedMatch> matches, ToDoubleFunction<JudgedMatch> value) {
    OptionalDouble mean =
        matches.stream().mapToDouble(value).filter(x -> !Double.isNaN(x)).average();
    return mean.orElse(Double.NaN);
  }

  /** The chance that a right match has a larger value than another one. */
  static double areaUnderCurve(List<JudgedMatch> matches, ToDoubleFunction<JudgedMatch> value) {
    double[] right = where(matches, JudgedMatch::right).stream().mapToDouble(value).toArray();
    double[] wrong = where(matches, m -> !m.right()).stream().mapToDouble(value).toArray();
    double above = 0;
    for (double r : right) {
      for (double w : wrong) {
        above += r > w ? 1 : r == w ? 0.5 : 0;
      }
    }
    return above / right.length / wrong.length; // NaN without both
  }

  static List<JudgedMatch> where(List<JudgedMatch> matches, Predicate<JudgedMatch> test) {
    return matches.stream().filter(test).toList();
  }

  /** The matches by a key, in the order in which the keys appear. */
  static <K> Map<K, List<JudgedMatch>> by(List<JudgedMatch> matches, Function<JudgedMatch, K> key) {
    Map<K, List<JudgedMatch>> groups = new LinkedHashMap<>();
    matches.forEach(m -> groups.computeIfAbsent(key.apply(m), _ -> new ArrayList<>()).add(m));
    return groups;
  }
}
