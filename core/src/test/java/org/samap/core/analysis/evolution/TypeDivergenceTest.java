package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.evolution.TypeDivergence.Direction;
import org.samap.core.analysis.evolution.TypeDivergence.Params;
import org.samap.core.analysis.evolution.TypeDivergence.Tested;
import org.samap.core.analysis.genes.GenePairs.NodePair;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

class TypeDivergenceTest {
  private static final int GENES = SwitchedGenes.GENES;
  private static final double[] DEPTHS = {5000, 1250};

  @TempDir private Path folder;
  private static Workers workers;

  @BeforeAll
  static void open() {
    workers = Workers.of(2);
  }

  @AfterAll
  static void close() {
    workers.close();
  }

  private static List<Direction> compared(SwitchedGenes species, Params params) {
    return SwitchedGenes.compared(species.mapped(workers), params, workers);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 4", "4, 2", "4, 4", "10, 2", "10, 4"})
  void equalLevelsMeasuredToDifferentDepthAreNoDivergence(double times, double fold) {
    SwitchedGenes species =
        new SwitchedGenes(new int[] {80, 160}, new double[] {5000, 5000 / times}, 0, 0);
    for (Direction d : compared(species, Params.defaults().withFold(fold))) {
      assertThat(d.tested()).hasSizeGreaterThan(100);
      assertThat(d.on()).isGreaterThanOrEqualTo(d.tested().size());
      assertThat(d.off(0.05)).isZero();
    }
  }

  @Test
  void theSensitivityIsThatOfTheDepths() {
    List<Direction> both = compared(new SwitchedGenes(new int[] {80, 160}, DEPTHS, 0, 0), four());
    assertThat(both.get(0).sensitivity().orElseThrow()).isBetween(0.2, 0.35);
    assertThat(both.get(1).sensitivity().orElseThrow()).isBetween(3.0, 5.0);
  }

  private static Params four() {
    return Params.defaults();
  }

  @Test
  void genesThatAreSwitchedOffAreFoundInBothDirections() {
    int testable = 0;
    int right = 0;
    int found = 0;
    for (long seed = 0; seed < 3; seed++) {
      SwitchedGenes species = new SwitchedGenes(new int[] {150, 300}, DEPTHS, 80, seed);
      List<Direction> both = compared(species, four());
      for (int i = 0; i < 2; i++) {
        BitSet off = species.off(1 - i);
        List<Tested> tested = both.get(i).tested();
        testable += (int) tested.stream().filter(t -> off.get(t.geneOn() % GENES)).count();
        right +=
            (int) tested.stream().filter(t -> off.get(t.geneOn() % GENES) && t.q() <= 0.05).count();
        found += both.get(i).off(0.05);
      }
    }
    assertThat(testable).isGreaterThan(120);
    assertThat(right).isGreaterThanOrEqualTo((int) (0.9 * testable));
    assertThat(found - right).isLessThanOrEqualTo((int) (0.05 * found));
  }

  @Test
  void saysWhereElseTheGeneIsOn() {
    SwitchedGenes species = new SwitchedGenes(new int[] {150, 300}, DEPTHS, 80, 0);
    Tested first = compared(species, four()).getFirst().tested().getFirst();
    assertThat(first.geneOff()).isEqualTo(first.geneOn() + GENES);
    assertThat(first.fractionOff()).isZero();
    assertThat(first.expected()).isGreaterThan(0.3);
    assertThat(first.fold()).isGreaterThan(20);
    assertThat(first.elsewhere()).isIn(SwitchedGenes.TYPES + 1, SwitchedGenes.TYPES + 2);
    assertThat(first.fractionElsewhere()).isGreaterThan(0.2);
  }

  @Test
  void fewCellsHaveNoPowerAndHardlyAnythingIsTested() {
    List<Direction> both = compared(new SwitchedGenes(new int[] {200, 2}, DEPTHS, 0, 0), four());
    assertThat(both.get(0).on()).isGreaterThan(500);
    assertThat(both.get(0).tested().size()).isLessThan(5);
    assertThat(both.get(0).off(0.05) + both.get(1).off(0.05)).isZero();
  }

  /** The same species with one more link, and a gene without a weight. */
  private static MappedGenes with(MappedGenes data, int gene, int homolog, int silent) {
    SparseMatrix.Builder links = SparseMatrix.builder(2 * GENES, 2 * GENES);
    for (int g = 0; g < 2 * GENES; g++) {
      int other = g == gene ? homolog : g == homolog ? gene : -1;
      int ortholog = (g + GENES) % (2 * GENES);
      if (other >= 0 && other < ortholog) {
        links.add(other, 0.5f);
      }
      links.add(ortholog, 1);
      if (other > ortholog) {
        links.add(other, 0.5f);
      }
      links.endRow();
    }
    double[] weights = data.weights().clone();
    weights[silent] = 0;
    return new MappedGenes(
        data.labels(),
        data.graph(),
        data.genes(),
        links.build(),
        data.refined(),
        data.expression(),
        weights);
  }

  @Test
  void aHomologThatIsOnStandsInAndASilentOneTellsNothing() {
    SwitchedGenes species = new SwitchedGenes(new int[] {150, 300}, DEPTHS, 80, 0);
    MappedGenes data = species.mapped(workers);
    List<Tested> before =
        SwitchedGenes.compared(data, four(), workers).getFirst().tested().subList(0, 2);
    int first = before.get(0).geneOn();
    int second = before.get(1).geneOn();
    int on = SwitchedGenes.mostDetected(data);
    MappedGenes linked = with(data, first, on, second + GENES);
    List<Tested> after = SwitchedGenes.compared(linked, four(), workers).getFirst().tested();
    assertThat(before).allSatisfy(t -> assertThat(t.q()).isLessThan(1e-6));
    assertThat(after)
        .filteredOn(t -> t.geneOn() == first)
        .singleElement()
        .satisfies(t -> assertThat(t.geneOff()).isEqualTo(on))
        .satisfies(t -> assertThat(t.q()).isGreaterThan(0.05));
    assertThat(after).noneMatch(t -> t.geneOn() == second);
  }

  @Test
  void writesGenesThatAreOffAndWhatWasTested() throws IOException {
    SwitchedGenes species = new SwitchedGenes(new int[] {150, 300}, DEPTHS, 80, 0);
    MappedGenes data = species.mapped(workers);
    TypeDivergence found =
        TypeDivergence.of(
            data,
            MappingScores.of(data.graph(), data.labels(), 1, 0),
            List.of(new NodePair(0, SwitchedGenes.TYPES)),
            four(),
            workers);
    found.write(folder.resolve("genes.tsv"), four());
    found.writeTests(folder.resolve("tests.tsv"), four());
    List<String> genes = Files.readAllLines(folder.resolve("genes.tsv"));
    List<String> tests = Files.readAllLines(folder.resolve("tests.tsv"));
    assertThat(genes.getFirst().split("\t"))
        .hasSize(15)
        .startsWith("node_on", "node_off", "gene_on", "gene_off", "fraction_on", "fraction_off");
    assertThat(genes.get(1)).startsWith("aa_type0\tbb_type0\taa_g").contains("\tbb_type");
    assertThat(tests).hasSize(3);
    assertThat(tests.getFirst())
        .isEqualTo("node_on\tnode_off\tscore\tcells_on\tcells_off\tsensitivity\ton\ttested\toff");
    assertThat(tests.get(2)).startsWith("bb_type0\taa_type0\t0\t300\t150\t");
    int off = found.directions().stream().mapToInt(d -> d.off(0.05)).sum();
    assertThat(genes).hasSize(1 + off).hasSizeGreaterThan(30);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> four().withFold(1))
        .isInstanceOf(InputException.class)
        .hasMessage("fold is 1.0; give a number of at least 2, such as 4");
    assertThatThrownBy(() -> four().withMinFraction(0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("min_fraction is 0.0; give a number above 0");
    assertThatThrownBy(() -> four().withMaxQ(2))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("max_q is 2.0");
    MappedGenes data = new SwitchedGenes(new int[] {5, 5}, DEPTHS, 0, 0).mapped(workers);
    assertThatThrownBy(
            () ->
                TypeDivergence.of(
                    data,
                    MappingScores.of(data.graph(), data.labels(), 1, 0),
                    List.of(new NodePair(0, 1)),
                    four(),
                    workers))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("are cell types of one species");
  }
}
