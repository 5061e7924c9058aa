package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.number;
import static org.samap.cli.bench.evidence.RobustnessTable.by;
import static org.samap.cli.bench.evidence.RobustnessTable.mean;
import static org.samap.cli.bench.evidence.RobustnessTable.passing;
import static org.samap.cli.bench.evidence.RobustnessTable.where;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.simulate.TypeTruth;

/** The best matches of samap by what the types are, over all stresses but that without homology. */
final class KindTable {
  private static final List<String> COLUMNS =
      List.of("data", "best_match", "matches", "score", "confidence", "real");

  private KindTable() {}

  static EvidenceTable of(List<JudgedMatch> matches) {
    List<JudgedMatch> counted =
        where(
            matches,
            m ->
                m.method().equals(MappedCase.METHOD)
                    && m.matched()
                    && !m.of().row().equals(EvidenceSize.NO_HOMOLOGY));
    List<List<String>> rows = new ArrayList<>();
    by(counted, m -> m.of().data())
        .forEach(
            (data, own) -> {
              rows.add(row(data, "of a shared type; right", where(own, JudgedMatch::right)));
              rows.add(
                  row(data, "of a shared type; wrong", where(own, m -> m.shared() && !m.right())));
              List<JudgedMatch> forced = where(own, m -> !m.shared());
              rows.add(row(data, "of a private type", where(forced, KindTable::isPrivate)));
              rows.add(
                  row(
                      data,
                      "of a relative of a shared type",
                      where(forced, m -> !isPrivate(m) && !m.alone())));
              rows.add(
                  row(
                      data,
                      "of relatives that both lack a counterpart",
                      where(forced, m -> !isPrivate(m) && m.alone())));
            });
    return new EvidenceTable(COLUMNS, rows);
  }

  private static boolean isPrivate(JudgedMatch match) {
    return match.kind() == TypeTruth.Kind.PRIVATE;
  }

  private static List<String> row(String data, String name, List<JudgedMatch> matches) {
    return List.of(
        data,
        name,
        Integer.toString(matches.size()),
        number(mean(matches, JudgedMatch::score)),
        number(mean(matches, m -> m.confidence().orElse(Double.NaN))),
        passing(matches));
  }
}
