package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.number;
import static org.samap.cli.bench.evidence.RobustnessTable.by;
import static org.samap.cli.bench.evidence.RobustnessTable.mean;
import static org.samap.cli.bench.evidence.RobustnessTable.where;

import java.util.ArrayList;
import java.util.List;

/** How far refining the links changes the scores of best matches, right or not. */
final class ChangeTable {
  private static final List<String> COLUMNS =
      List.of("data", "case", "change_of_right", "change_of_others");

  private ChangeTable() {}

  static EvidenceTable of(List<JudgedMatch> matches) {
    List<List<String>> rows = new ArrayList<>();
    by(where(matches, m -> m.method().equals(MappedCase.METHOD)), m -> m.of().data())
        .forEach(
            (data, ofData) ->
                by(ofData, m -> m.of().row())
                    .forEach(
                        (row, own) ->
                            rows.add(
                                List.of(
                                    data,
                                    row,
                                    change(where(own, JudgedMatch::right)),
                                    change(where(own, m -> !m.right()))))));
    return new EvidenceTable(COLUMNS, rows);
  }

  private static String change(List<JudgedMatch> matches) {
    return number(mean(matches, m -> m.judgement().change().orElse(Double.NaN)));
  }
}
