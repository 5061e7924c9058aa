package org.samap.core.analysis.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.CellLabels;
import org.samap.core.matrix.SpeciesAxis;

class DegeneracyTest {

  /** Nodes a_0.. and b_0.. with these scores between them. */
  private static Degeneracy of(double[][] between) {
    return Degeneracy.of(scores(between), labels(between)).getFirst();
  }

  private static CellLabels labels(double[][] between) {
    return CellLabels.of(
        List.of("a", "b"),
        List.of(
            IntStream.range(0, between.length).mapToObj(i -> "" + i).toList(),
            IntStream.range(0, between[0].length).mapToObj(i -> "" + i).toList()));
  }

  private static MappingScores scores(double[][] between) {
    int rows = between.length;
    int n = rows + between[0].length;
    double[][] scores = new double[n][n];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < between[0].length; j++) {
        scores[i][rows + j] = between[i][j];
        scores[rows + j][i] = between[i][j];
      }
    }
    return new MappingScores(labels(between).nodes(), scores);
  }

  @Test
  void ofOnePartnerForEveryType() {
    Degeneracy d = of(new double[][] {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}});
    assertThat(d.reciprocalBest()).isOne();
    assertThat(d.entropyA()).isZero();
    assertThat(d.entropyB()).isZero();
    assertThat(d.effectiveRank()).isCloseTo(3, within(1e-9));
    assertThat(d.largestSingularValue()).isCloseTo(0.5, within(1e-12));
    assertThat(d.meanBestA()).isEqualTo(0.5);
  }

  @Test
  void ofAllTypesAlike() {
    Degeneracy d = of(new double[][] {{0.3, 0.3, 0.3, 0.3}, {0.3, 0.3, 0.3, 0.3}});
    assertThat(d.reciprocalBest()).isEqualTo(0.5); // the first of equals
    assertThat(d.entropyA()).isCloseTo(2, within(1e-12));
    assertThat(d.entropyB()).isCloseTo(1, within(1e-12));
    assertThat(d.effectiveRank()).isCloseTo(1, within(1e-7));
    assertThat(d.largestSingularValue()).isCloseTo(0.3 * Math.sqrt(8), within(1e-12));
  }

  /** Singular values by numpy.linalg.svd, entropies by scipy.stats.entropy(base=2). */
  @Test
  void agreesWithNumpy() {
    Degeneracy d =
        of(new double[][] {{0.6, 0.1, 0.05}, {0.2, 0.4, 0}, {0, 0, 0}, {0.05, 0.02, 0.09}});
    assertThat(d.typesA()).isEqualTo(4);
    assertThat(d.typesB()).isEqualTo(3);
    assertThat(d.reciprocalBest()).isCloseTo(2.0 / 3, within(1e-12)); // 0.09 is too little
    assertThat(d.entropyA()).isCloseTo(1.0633992509297163, within(1e-9));
    assertThat(d.entropyB()).isCloseTo(0.9853179369768492, within(1e-9));
    assertThat(d.largestSingularValue()).isCloseTo(0.6867238705456887, within(1e-9));
    assertThat(d.effectiveRank()).isCloseTo(1.5955182908104444, within(1e-7));
    assertThat(d.meanBestA()).isCloseTo(1.09 / 4, within(1e-12));
    assertThat(d.meanBestB()).isCloseTo(1.09 / 3, within(1e-12));
  }

  @Test
  void ofNothingIsNothing() {
    assertThat(of(new double[2][3])).isEqualTo(new Degeneracy("a", "b", 2, 3, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void ofEveryPairOfSpecies(@TempDir Path folder) throws IOException {
    SpeciesAxis cells = SpeciesAxis.ofSizes(10, 12, 9, 11, 10);
    List<String> ids = List.of("e", "d", "c", "b", "a");
    CellLabels labels = RandomGraphs.labels(ids, cells, 4, 1);
    MappingScores scores = MappingScores.of(RandomGraphs.unrelated(cells, 3, 1), labels, 3, 0);
    List<Degeneracy> all = Degeneracy.of(scores, labels);
    assertThat(all).hasSize(10);
    assertThat(all.getFirst()).extracting(Degeneracy::a, Degeneracy::b).containsExactly("e", "d");
    Path file = folder.resolve("degeneracy.tsv");
    Degeneracy.write(all, file);
    assertThat(Files.readAllLines(file))
        .hasSize(11)
        .allSatisfy(line -> assertThat(line.split("\t")).hasSize(11));
  }
}
