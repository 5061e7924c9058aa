package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.percent;
import static org.samap.cli.bench.evidence.RobustnessTable.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many best matches of a confidence are right, over all stresses. */
final class ReliabilityTable {
  private static final int BINS = 10;
  private static final List<String> COLUMNS = List.of("data", "confidence", "matches", "right");

  private ReliabilityTable() {}

  static EvidenceTable of(List<JudgedMatch> matches) {
    List<List<String>> rows = new ArrayList<>();
    RobustnessTable.by(matches, m -> m.of().data())
        .forEach(
            (data, own) -> {
              for (int bin = BINS - 1; bin >= 0; bin--) {
                int number = bin;
                List<JudgedMatch> in =
                    where(own, m -> m.confidence().isPresent() && bin(m) == number);
                rows.add(
                    List.of(
                        data,
                        String.format(Locale.ROOT, "%.1f to %.1f", bin / 10.0, (bin + 1) / 10.0),
                        Integer.toString(in.size()),
                        percent(in.stream().filter(JudgedMatch::right).count(), in.size())));
              }
            });
    return new EvidenceTable(COLUMNS, rows);
  }

  private static int bin(JudgedMatch match) {
    return Math.min(BINS - 1, (int) (match.confidence().orElse(0) * BINS));
  }
}
