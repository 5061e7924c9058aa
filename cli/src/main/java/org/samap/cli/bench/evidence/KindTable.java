package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.number;
import static org.samap.cli.bench.evidence.RobustnessTable.by;
import static org.samap.cli.bench.evidence.RobustnessTable.mean;
import static org.samap.cli.bench.evidence.RobustnessTable.passing;
import static org.samap.cli.bench.evidence.RobustnessTable.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samap.core.simulate.TypeTruth;

/** The best matches of samap by what the types are, over all stresses but that without homology. */
final class KindTable {
  private static final List<String> COLUMNS =
      List.of("data", "best_match_of", "matches", "score", "confidence", "pass");

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
              rows.add(row(data, "a shared type; right", where(own, JudgedMatch::right)));
              rows.add(
                  row(data, "a shared type; wrong", where(own, m -> m.shared() && !m.right())));
              for (TypeTruth.Kind kind : TypeTruth.Kind.values()) {
                List<JudgedMatch> ofKind = where(own, m -> m.kind() == kind && !m.shared());
                if (!ofKind.isEmpty()) {
                  rows.add(row(data, words(kind), ofKind));
                }
              }
            });
    return new EvidenceTable(COLUMNS, rows);
  }

  private static String words(TypeTruth.Kind kind) {
    return switch (kind) {
      case PRIVATE -> "a private type";
      case SIBLING -> "a sibling";
      case LOST -> "a type that has lost its counterpart";
      case BOTH_LOST -> "a relative of a type that also lacks its counterpart";
      case SHARED, FEW -> kind.name().toLowerCase(Locale.ROOT);
    };
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
