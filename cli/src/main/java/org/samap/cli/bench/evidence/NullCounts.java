package org.samap.cli.bench.evidence;

import static org.samap.cli.bench.evidence.EvidenceTable.permille;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How often tests find something where nothing is. */
final class NullCounts {
  private static final List<String> COLUMNS =
      List.of("data", "test", "null", "tests", "p<.05", "p<.01", "q<.05", "sets_with_q<.05");

  private final Map<Key, Count> counts = new LinkedHashMap<>();

  /**
   * What is tested.
   *
   * @param test the test
   * @param hypothesis what was made random
   */
  record Key(String data, String test, String hypothesis) {}

  /** The p value and q value of a test. */
  record Tested(double p, double q) {}

  private record Count(long tests, long p05, long p01, long q05, long sets, long setsWithQ) {
    Count plus(Count other) {
      return new Count(
          tests + other.tests,
          p05 + other.p05,
          p01 + other.p01,
          q05 + other.q05,
          sets + other.sets,
          setsWithQ + other.setsWithQ);
    }
  }

  /**
   * Adds tests that q was computed over together.
   *
   * @param found the tests that could be below a limit
   * @param tests the number of all
   */
  void add(Key key, List<Tested> found, long tests) {
    long q05 = found.stream().filter(t -> t.q < 0.05).count();
    Count more =
        new Count(
            tests,
            found.stream().filter(t -> t.p < 0.05).count(),
            found.stream().filter(t -> t.p < 0.01).count(),
            q05,
            1,
            q05 > 0 ? 1 : 0);
    counts.merge(key, more, Count::plus);
  }

  EvidenceTable table() {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(
        (key, n) ->
            rows.add(
                List.of(
                    key.data,
                    key.test,
                    key.hypothesis,
                    Long.toString(n.tests),
                    permille(n.p05, n.tests),
                    permille(n.p01, n.tests),
                    permille(n.q05, n.tests),
                    n.setsWithQ + " of " + n.sets)));
    return new EvidenceTable(COLUMNS, rows);
  }
}
