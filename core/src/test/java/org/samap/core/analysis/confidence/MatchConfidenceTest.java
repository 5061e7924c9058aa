package org.samap.core.analysis.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.GoldenGenes;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.golden.Golden;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class MatchConfidenceTest {
  private static final MatchConfidence.Params DEFAULTS = MatchConfidence.Params.defaults();

  @TempDir private Path folder;

  private static MatchConfidence.Evidence evidence(double agreement, double error) {
    return new MatchConfidence.Evidence(0.8, agreement, 1, 0.9, 0.4, error);
  }

  private static MatchConfidence.Verdict verdict(MatchConfidence.Finding finding) {
    MatchConfidence.MatchSide side = new MatchConfidence.MatchSide(0.5, 0.3, 0.4, 100, 5);
    return new MatchConfidence.Match(0, 1, 0.8, 0.7, true, side, side, finding).verdict();
  }

  @Test
  void isTheGeometricMeanOfItsPieces() {
    MatchConfidence.Evidence e = new MatchConfidence.Evidence(0.5, 0.8, 0.9, 0.7, 0.4, 0.05);
    assertThat(e.confidence()).isCloseTo(Math.pow(0.5 * 0.8 * 0.9 * 0.7, 0.25), within(1e-12));
    assertThat(e.high() - e.confidence()).isCloseTo(1.96 * 0.05, within(1e-12));
    assertThat(e.low() + e.high()).isCloseTo(2 * e.confidence(), within(1e-12));
  }

  @Test
  void isZeroIfAPieceIs() {
    assertThat(evidence(0, 0.1).confidence()).isZero();
    assertThat(evidence(0, 0.1).low()).isZero();
  }

  @Test
  void theIntervalDecidesBetweenForcedAndUnclear() {
    assertThat(verdict(evidence(0.9, 0.2))).isEqualTo(MatchConfidence.Verdict.REAL);
    assertThat(verdict(evidence(0.2, 0.2))).isEqualTo(MatchConfidence.Verdict.UNCLEAR);
    assertThat(verdict(evidence(0.2, 0.01))).isEqualTo(MatchConfidence.Verdict.FORCED);
    assertThat(verdict(new MatchConfidence.Insufficient("few cells")))
        .isEqualTo(MatchConfidence.Verdict.INSUFFICIENT);
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
        assertThat(forced.verdict()).isEqualTo(MatchConfidence.Verdict.FORCED);
        MatchConfidence.Evidence less = forced.evidence().orElseThrow();
        for (int t = 0; t < PlantedTypes.TYPES; t++) {
          String node = "_type " + t;
          MatchConfidence.Match planted = match(found, "s0" + node, "s" + s + node);
          assertThat(planted.verdict()).isEqualTo(MatchConfidence.Verdict.REAL);
          MatchConfidence.Evidence more = planted.evidence().orElseThrow();
          assertThat(more.similarity()).isGreaterThan(less.similarity() + 0.2);
          assertThat(more.agreement()).isGreaterThan(less.agreement() + 0.3);
          assertThat(more.preference()).isGreaterThan(less.preference() + 0.3);
          // the type left alone scores as high with the first type
          assertThat(planted.reciprocalBest() || t == 0).isTrue();
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
  void nothingIsKnownOfATypeOfOneCell() {
    try (Workers workers = Workers.of(1)) {
      MatchConfidence found =
          MatchConfidence.of(new PlantedTypes(2).evidence(workers), DEFAULTS, workers);
      MatchConfidence.Match one = match(found, "s0_one cell", "s1_type 0");
      assertThat(one.confidence()).isEmpty();
      assertThat(one.finding())
          .isEqualTo(new MatchConfidence.Insufficient("s0_one cell has fewer than 6 cells"));
      assertThat(one.score()).isGreaterThan(0.8);
    }
  }

  /** The evidence of planted types, with other links and labels of one's own. */
  private static MatchEvidence with(MatchEvidence e, SparseMatrix links, CellLabels labels) {
    MappedGenes g = e.genes();
    MappedGenes genes =
        new MappedGenes(labels, g.graph(), g.genes(), links, links, g.expression(), g.weights());
    return new MatchEvidence(genes, e.cells(), List.of(new GenePairs.NodePair(0, 2)));
  }

  /** A match of two planted types, with other links. */
  private static MatchEvidence matches(MatchEvidence e, SparseMatrix links, CellLabels labels) {
    return new MatchEvidence(with(e, links, labels).genes(), e.cells(), e.matches().subList(2, 3));
  }

  /** Links between genes that have nothing to do with each other. */
  private static SparseMatrix shuffled(MatchEvidence e) {
    int genes = e.genes().genes().size() / 2;
    SparseMatrix.Builder links = SparseMatrix.builder(2 * genes, 2 * genes);
    for (int g = 0; g < genes; g++) {
      links.add(genes + (g * 7 + 3) % genes, 1);
      links.endRow();
    }
    for (int h = 0; h < genes; h++) {
      int to = h;
      links.add(
          IntStream.range(0, genes)
              .filter(g -> (g * 7 + 3) % genes == to)
              .findFirst()
              .orElseThrow(),
          1);
      links.endRow();
    }
    return links.build();
  }

  /** The labels "one" for the first cells of each species and "two" for the others. */
  private static CellLabels halves(MatchEvidence e, int firstOfA, boolean alternating) {
    List<List<String>> labels = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      List<String> own = new ArrayList<>();
      for (int c = 0; c < e.genes().labels().cells().size(s); c++) {
        boolean one = alternating ? c % 24 < 12 : s == 1 ? c % 2 == 0 : c < firstOfA;
        own.add(one ? "one" : "two");
      }
      labels.add(own);
    }
    return CellLabels.of(List.of("s0", "s1"), labels);
  }

  private static String reason(MatchEvidence evidence, Workers workers) {
    MatchConfidence.Match match =
        MatchConfidence.of(evidence, DEFAULTS, workers).matches().getFirst();
    assertThat(match.verdict()).isEqualTo(MatchConfidence.Verdict.INSUFFICIENT);
    return ((MatchConfidence.Insufficient) match.finding()).reason();
  }

  @Test
  void tellsWhyNothingIsKnown() {
    try (Workers workers = Workers.of(1)) {
      MatchEvidence e = new PlantedTypes(2).evidence(workers);
      SparseMatrix links = e.genes().sequence();
      CellLabels labels = e.genes().labels();
      SparseMatrix few = links.filter((from, to, _) -> from % 50 < 10 && to % 50 < 10);
      assertThat(
              reason(
                  new MatchEvidence(
                      with(e, few, labels).genes(), e.cells(), e.matches().subList(0, 1)),
                  workers))
          .isEqualTo("only 10 genes have a homolog");
      assertThat(reason(matches(e, shuffled(e), labels), workers))
          .isEqualTo("no types of the two species agree");
      assertThat(reason(with(e, links, halves(e, 92, false)), workers))
          .isEqualTo("a species has no second type to compare with");
      assertThat(reason(with(e, links, halves(e, 5, false)), workers))
          .isEqualTo("s0_one has fewer than 6 cells");
      assertThat(reason(with(e, links, halves(e, 0, true)), workers))
          .isEqualTo("what sets s0_one apart is lost in noise");
    }
  }

  /** Three species with planted types that all have. */
  private static MatchEvidence mini(Golden golden) {
    MappedGenes genes = GoldenGenes.of(golden);
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
    return new MatchEvidence(genes, cells, GenePairs.mapped(scores, params));
  }

  @Test
  void onlyTypesOfOneNameAreReal() {
    try (Golden golden = Golden.mini();
        Workers workers = Workers.of(2)) {
      MatchEvidence evidence = mini(golden);
      MatchConfidence found = MatchConfidence.of(evidence, DEFAULTS, workers);
      double[][] scores =
          MappingScores.of(evidence.genes().graph(), found.labels(), 20, 0).scores();
      double[][] first = MappingScores.of(evidence.cells().first(), found.labels(), 20, 0).scores();
      int known = 0;
      assertThat(found.matches()).isNotEmpty();
      for (MatchConfidence.Match m : found.matches()) {
        assertThat(m.score()).isEqualTo(scores[m.nodeA()][m.nodeB()]).isGreaterThanOrEqualTo(0.1);
        assertThat(m.first()).isEqualTo(first[m.nodeA()][m.nodeB()]);
        List<Node> nodes = found.labels().nodes();
        if (nodes.get(m.nodeA()).label().equals(nodes.get(m.nodeB()).label())) {
          assertThat(m.confidence().orElse(1)).isGreaterThan(0.7);
          known += m.confidence().isPresent() ? 1 : 0;
        } else {
          assertThat(m.verdict()).isNotEqualTo(MatchConfidence.Verdict.REAL);
        }
      }
      assertThat(known).isGreaterThan(5);
    }
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    try (Golden golden = Golden.mini();
        Workers one = Workers.of(1);
        Workers five = Workers.of(5)) {
      MatchConfidence.Params params = DEFAULTS.withSample(15).withNearest(5);
      assertThat(MatchConfidence.of(mini(golden), params, five).matches())
          .isEqualTo(MatchConfidence.of(mini(golden), params, one).matches());
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
          .startsWith("node_a", "node_b", "verdict", "confidence", "low", "high", "reason")
          .endsWith("missing_genes_a", "missing_genes_b");
      assertThat(rows).hasSize(1 + found.matches().size());
      assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.getFirst()));
      double before = 1;
      int known = 0;
      for (String[] row : rows.subList(1, rows.size())) {
        if (row[2].equals("insufficient")) {
          assertThat(row[3] + row[4] + row[5]).isEmpty();
          assertThat(row[6]).isEqualTo("s0_one cell has fewer than 6 cells");
        } else {
          double product = 1;
          for (int piece = 7; piece < 11; piece++) {
            product *= Double.parseDouble(row[piece]);
          }
          double confidence = Double.parseDouble(row[3]);
          assertThat(confidence).isCloseTo(Math.pow(product, 0.25), within(1e-5));
          assertThat(confidence)
              .isBetween(Double.parseDouble(row[4]), Double.parseDouble(row[5]))
              .isLessThanOrEqualTo(before);
          assertThat(row[6]).isEmpty();
          before = confidence;
          known++;
        }
      }
      assertThat(known).isGreaterThan(PlantedTypes.TYPES);
      assertThat(rows.stream().map(row -> row[0])).contains("s0_" + PlantedTypes.ALONE);
    }
  }

  @Test
  void refusesChoicesThatAreNone() {
    assertThatThrownBy(() -> DEFAULTS.withNearest(0))
        .isInstanceOf(InputException.class)
        .hasMessage("nearest is 0; give a number of at least 1");
    assertThatThrownBy(() -> DEFAULTS.withSample(1)).hasMessageContaining("sample is 1");
  }
}
