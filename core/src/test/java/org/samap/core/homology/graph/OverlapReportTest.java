package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.run.Told;

class OverlapReportTest {

  /** Of 100 genes of the data and of the graph. */
  private static OverlapReport.Species species(String id, int matched) {
    return new OverlapReport.Species(
        id, matched, matched, 100, 100, List.of("A", "B", "C"), List.of("x", "y", "z"));
  }

  /** What is told of species that match poorly, and of others. */
  private static List<String> told(int poor, int good) {
    Told told = new Told();
    new OverlapReport(
            Stream.concat(
                    IntStream.range(0, poor).mapToObj(i -> species("p" + i, 29)),
                    IntStream.range(0, good).mapToObj(i -> species("g" + i, 30)))
                .toList())
        .tell(told);
    return told.lines();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "0,6", "6,0", "3,3", "5,1", "1,5"})
  void tellsOfEverySpeciesInItsLine(int poor, int good) {
    List<String> said = told(poor, good);
    assertThat(said).hasSize(poor + good);
    assertThat(said.subList(0, poor)).allMatch(line -> line.startsWith("warning: p"));
    assertThat(said.subList(poor, said.size())).allMatch(line -> line.startsWith("g"));
  }

  @ParameterizedTest
  @CsvSource({"0,7", "7,0", "6,1", "6,2", "5,2", "4,3", "12,12", "1,40", "40,1"})
  void tellsOfManySpeciesInSixLines(int poor, int good) {
    List<String> said = told(poor, good);
    assertThat(said).hasSize(6);
    long warned = said.stream().filter(line -> line.startsWith("warning: p")).count();
    long informed = said.stream().filter(line -> line.startsWith("g")).count();
    if (warned < poor) {
      assertThat(said)
          .contains("warning: and %d more species match as poorly".formatted(poor - warned));
    }
    if (informed < good) {
      assertThat(said)
          .contains(
              "and in %d more species at least 30 %% of the genes matched"
                  .formatted(good - informed));
    }
  }
}
