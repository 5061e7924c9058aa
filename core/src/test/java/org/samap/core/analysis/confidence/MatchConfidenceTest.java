package org.samap.core.analysis.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.GoldenGenes;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class MatchConfidenceTest {
  private static final MatchConfidence.Params DEFAULTS = MatchConfidence.Params.defaults();

  @TempDir private Path folder;

  private static MatchConfidence.MatchSide side(
      double linked, double own, int supporting, double preference) {
    return new MatchConfidence.MatchSide(0.5, preference, linked, own, 0.1, 50, supporting, 0.4);
  }

  private static double confidence(MatchConfidence.MatchSide a, MatchConfidence.MatchSide b) {
    return new MatchConfidence.Match(0, 1, 0.8, 0.7, true, a, b, 30).confidence();
  }

  @Test
  void isTheGeometricMeanOfItsPieces() {
    MatchConfidence.MatchSide a = side(0.2, 0.4, 32, 1);
    MatchConfidence.MatchSide b = side(0.36, 0.4, 18, 0.7);
    double similarity = Math.sqrt(0.5 * 0.9);
    double support = Math.sqrt(0.64 * 0.36);
    assertThat(confidence(a, b))
        .isEqualTo(confidence(b, a))
        .isCloseTo(Math.cbrt(similarity * support * 0.7), within(1e-12));
  }

  @Test
  void isZeroIfAPieceIs() {
    MatchConfidence.MatchSide good = side(0.3, 0.4, 30, 1);
    assertThat(confidence(good, side(-0.1, 0.4, 30, 1))).isZero();
    assertThat(confidence(good, side(0.1, -0.4, 30, 1))).isZero();
    assertThat(confidence(good, side(0.3, 0.4, 0, 1))).isZero();
    assertThat(confidence(good, side(0.3, 0.4, 30, 0))).isZero();
    assertThat(confidence(good, new MatchConfidence.MatchSide(0.5, 1, 0.3, 1, 0.1, 0, 0, 0)))
        .isZero();
  }

  @Test
  void nothingIsMoreLikeAnotherTypeThanItsOwn() {
    assertThat(confidence(side(0.5, 0.4, 50, 1), side(0.5, 0.4, 50, 1))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void aTypeLeftAloneHasLessConfidenceThanPlantedOnesThoughItScoresAsHigh(int species) {
    try (Workers workers = Workers.of(2)) {
      MatchConfidence found =
          MatchConfidence.of(new PlantedTypes(species).evidence(workers), DEFAULTS, workers);
      for (int s = 1; s < species; s++) {
        MatchConfidence.Match forced =
            match(found, "s0_" + PlantedTypes.ALONE, "s" + s + "_type 0");
        assertThat(forced.score()).isGreaterThan(0.8);
        assertThat(forced.support()).isZero();
        assertThat(forced.preference()).isZero();
        for (int t = 0; t < PlantedTypes.TYPES; t++) {
          String node = "_type " + t;
          MatchConfidence.Match planted = match(found, "s0" + node, "s" + s + node);
          assertThat(planted.confidence()).isBetween(0.8, 1.0);
          assertThat(planted.similarity()).isGreaterThan(forced.similarity() + 0.2);
          // the type left alone scores as high with the first type
          assertThat(planted.reciprocalBest() || t == 0).isTrue();
          assertThat(planted.genePairs()).isGreaterThanOrEqualTo(PlantedTypes.MARKERS);
          assertThat(planted.a().refined()).isEqualTo(0.5);
        }
      }
    }
  }

  private static MatchConfidence.Match match(MatchConfidence found, String a, String b) {
    List<String> nodes = found.labels().names();
    return found.matches().stream()
        .filter(m -> nodes.get(m.nodeA()).equals(a) && nodes.get(m.nodeB()).equals(b))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTypeOfOneCellHasNoConfidence() {
    try (Workers workers = Workers.of(1)) {
      MatchConfidence found =
          MatchConfidence.of(new PlantedTypes(2).evidence(workers), DEFAULTS, workers);
      MatchConfidence.Match one = match(found, "s0_one cell", "s1_type 0");
      assertThat(one.confidence()).isZero();
      assertThat(one.a().own()).isEqualTo(1);
      assertThat(one.a().markers()).isZero();
      assertThat(one.score()).isGreaterThan(0.8);
    }
  }

  /** Three species with planted types that all have. */
  private static MatchEvidence mini(Golden golden, Workers workers) {
    MappedGenes genes = GoldenGenes.of(golden);
    List<Markers> markers = GoldenGenes.markers(genes, workers);
    FloatMatrix all = golden.matrix("iter2/wPCA");
    List<CellMatrix> projections = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      int rows = genes.labels().cells().size(s);
      float[] values = new float[rows * all.columns()];
      System.arraycopy(
          all.values(), all.offset(genes.labels().cells().start(s)), values, 0, values.length);
      projections.add(CellMatrix.of(rows, all.columns(), values));
    }
    MappedCells cells =
        new MappedCells(golden.sparse("iter0/stitched"), genes.graph(), projections, 20);
    GenePairs.Params params = GenePairs.Params.defaults();
    MappingScores scores = MappingScores.of(genes.graph(), genes.labels(), 20, 0);
    GenePairs pairs =
        GenePairs.of(genes, markers, GenePairs.mapped(scores, params), params, workers);
    return new MatchEvidence(genes, cells, markers, pairs);
  }

  @Test
  void typesOfOneNameHaveMoreConfidenceThanOthers() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      MatchEvidence evidence = mini(golden, workers);
      MatchConfidence found = MatchConfidence.of(evidence, DEFAULTS, workers);
      double[][] scores =
          MappingScores.of(evidence.genes().graph(), found.labels(), 20, 0).scores();
      double[][] first = MappingScores.of(evidence.cells().first(), found.labels(), 20, 0).scores();
      double least = 1;
      double largest = 0;
      assertThat(found.matches()).isNotEmpty();
      for (MatchConfidence.Match m : found.matches()) {
        assertThat(m.score()).isEqualTo(scores[m.nodeA()][m.nodeB()]).isGreaterThanOrEqualTo(0.1);
        assertThat(m.first()).isEqualTo(first[m.nodeA()][m.nodeB()]);
        List<Node> nodes = found.labels().nodes();
        if (nodes.get(m.nodeA()).label().equals(nodes.get(m.nodeB()).label())) {
          least = Math.min(least, m.confidence());
        } else {
          largest = Math.max(largest, m.confidence());
        }
      }
      assertThat(least).isGreaterThan(0.4).isGreaterThan(largest);
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (Golden golden = Golden.mini();
        Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      MatchConfidence.Params params = DEFAULTS.withSample(15).withNearest(5);
      assertThat(MatchConfidence.of(mini(golden, five), params, five).matches())
          .isEqualTo(MatchConfidence.of(mini(golden, one), params, one).matches());
    }
  }

  @Test
  void writesAllEvidenceOfEveryMatch() throws IOException {
    try (Workers workers = Workers.of(2)) {
      MatchConfidence found =
          MatchConfidence.of(new PlantedTypes(3).evidence(workers), DEFAULTS, workers);
      Path file = folder.resolve("confidence.tsv");
      found.write(file);
      List<String[]> rows = Files.readAllLines(file).stream().map(l -> l.split("\t", -1)).toList();
      assertThat(rows.getFirst())
          .startsWith("node_a", "node_b", "confidence", "similarity", "support", "preference")
          .endsWith("refined_weight_a", "refined_weight_b");
      assertThat(rows).hasSize(1 + found.matches().size());
      double before = 1;
      for (String[] row : rows.subList(1, rows.size())) {
        assertThat(row).hasSameSizeAs(rows.getFirst());
        for (int column = 2; column < row.length; column++) {
          if (rows.getFirst()[column].equals("reciprocal_best")) {
            assertThat(row[column]).isIn("yes", "no");
          } else {
            assertThat(Double.parseDouble(row[column])).isFinite();
          }
        }
        double product =
            Double.parseDouble(row[3]) * Double.parseDouble(row[4]) * Double.parseDouble(row[5]);
        double confidence = Double.parseDouble(row[2]);
        assertThat(confidence).isCloseTo(Math.cbrt(product), within(1e-5));
        assertThat(confidence).isLessThanOrEqualTo(before);
        before = confidence;
      }
      assertThat(rows.stream().map(row -> row[0])).contains("s0_" + PlantedTypes.ALONE);
    }
  }

  @Test
  void refusesChoicesThatAreNone() {
    assertThatThrownBy(() -> DEFAULTS.withNearest(0))
        .isInstanceOf(InputException.class)
        .hasMessage("nearest is 0; give a number of at least 1");
    assertThatThrownBy(() -> DEFAULTS.withSample(1)).hasMessageContaining("sample is 1");
    assertThatThrownBy(() -> DEFAULTS.withMarkers(-3)).hasMessageContaining("markers is -3");
    assertThatThrownBy(() -> DEFAULTS.withMaxP(2)).hasMessageContaining("max_p is 2.0");
  }
}
