package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.percent;
import static org.samap.cli.bench.evidence.RobustnessTable.by;
import static org.samap.cli.bench.evidence.RobustnessTable.where;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How many best matches are significant, right or not, against both nulls of scores. */
final class SignificanceTable {
  private static final double SIGNIFICANT = 0.05;
  private static final List<String> COLUMNS =
      List.of("data", "case", "right_q", "others_q", "right_q_links", "others_q_links");

  private SignificanceTable() {}

  static EvidenceTable of(List<JudgedMatch> matches) {
    List<List<String>> rows = new ArrayList<>();
    by(where(matches, m -> m.method().equals(MappedCase.METHOD) && m.matched()), m -> m.of().data())
        .forEach(
            (data, ofData) ->
                by(ofData, m -> m.of().row())
                    .forEach(
                        (row, own) -> {
                          List<JudgedMatch> right = where(own, JudgedMatch::right);
                          List<JudgedMatch> others = where(own, m -> !m.right());
                          rows.add(
                              List.of(
                                  data,
                                  row,
                                  significant(right, m -> m.judgement().labelQ()),
                                  significant(others, m -> m.judgement().labelQ()),
                                  significant(right, m -> m.judgement().linkQ()),
                                  significant(others, m -> m.judgement().linkQ())));
                        }));
    return new EvidenceTable(COLUMNS, rows);
  }

  /** The share of the matches with a q below 0.05, of those that have one. */
  private static String significant(
      List<JudgedMatch> matches, Function<JudgedMatch, OptionalDouble> q) {
    List<JudgedMatch> tested = where(matches, m -> q.apply(m).isPresent());
    return percent(where(tested, m -> q.apply(m).orElse(1) < SIGNIFICANT).size(), tested.size());
  }
}
