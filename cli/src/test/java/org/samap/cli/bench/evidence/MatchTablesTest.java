package org.samap.cli.bench.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.simulate.TypeTruth.Kind;

/** What the tables make of judged matches. */
class MatchTablesTest {
  private static final List<JudgedMatch> MATCHES =
      List.of(
          Matches.right("full", 0.8, 0.8),
          Matches.right("full", 0.6, 0.76),
          Matches.wrong("full", 0.7, 0.2),
          Matches.forced("full", Kind.PRIVATE, 0.5, 0.1),
          Matches.forced("full", Kind.LOST, 0.9, 0.75),
          Matches.right("few cells", 0.4, Double.NaN),
          Matches.forced("few cells", Kind.PRIVATE, 0, Double.NaN),
          Matches.wrong(EvidenceSize.NO_HOMOLOGY, 1, 1));

  @Test
  void tellRightMatchesFromForcedOnes() {
    assertThat(RobustnessTable.of(MATCHES).rows())
        .extracting(row -> String.join(", ", row))
        .containsExactly(
            "full, samap, 2 of 3, 0.70, 0.78, 100 %, 0 %, 0.70, 0.43, 50 %, 0 %, 0.50, 1.00",
            "few cells, samap, 1 of 1, 0.40, -, -, 100 %, -, -, -, 0 %, -, -",
            EvidenceSize.NO_HOMOLOGY + ", samap, 0 of 1, -, -, -, -, -, -, -, -, -, -",
            "all but the last, samap, 3 of 4, 0.60, 0.78, 100 %, 33 %, 0.70, 0.43, 50 %, 0 %, 0.33,"
                + " 1.00");
  }

  @Test
  void groupMatchesByWhatTheTypesAre() {
    assertThat(KindTable.of(MATCHES).rows())
        .containsExactly(
            List.of("made-up", "of a shared type; right", "3", "0.60", "0.78", "100 %"),
            List.of("made-up", "of a shared type; wrong", "1", "0.70", "0.20", "0 %"),
            List.of("made-up", "of a private type", "1", "0.50", "0.10", "0 %"),
            List.of("made-up", "of a relative of a shared type", "1", "0.90", "0.75", "100 %"),
            List.of("made-up", "of relatives that both lack a counterpart", "0", "-", "-", "-"));
  }

  @Test
  void tellHowManyMatchesOfAConfidenceAreRight() {
    List<List<String>> rows = ReliabilityTable.of(MATCHES).rows();
    assertThat(rows).hasSize(10);
    assertThat(rows.getFirst()).containsExactly("made-up", "0.9 to 1.0", "1", "0 %");
    assertThat(rows.get(2)).containsExactly("made-up", "0.7 to 0.8", "2", "50 %");
    assertThat(rows.get(4)).containsExactly("made-up", "0.5 to 0.6", "0", "-");
  }

  @Test
  void countSignificantMatches() {
    assertThat(SignificanceTable.of(MATCHES).rows())
        .startsWith(List.of("made-up", "full", "100 %", "100 %", "100 %", "0 %"));
  }

  @Test
  void compareTheChangesOfScores() {
    assertThat(ChangeTable.of(MATCHES).rows())
        .startsWith(List.of("made-up", "full", "0.10", "0.30"));
  }
}
