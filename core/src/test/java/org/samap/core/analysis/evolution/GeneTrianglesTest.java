package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.GeneTriangles.GeneTriangle;
import org.samap.core.analysis.evolution.GeneTriangles.Params;
import org.samap.core.analysis.genes.GoldenHomology;
import org.samap.core.analysis.genes.MarkerTable;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.run.InputException;

class GeneTrianglesTest {
  @TempDir Path folder = Path.of("");

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredTrianglesOfOrthologs(Golden golden) {
    try (golden) {
      RefinedHomology homology = GoldenHomology.of(golden);
      GeneAxis genes = homology.genes();
      Orthologs orthologs =
          Orthologs.read(
              golden.folder().resolve("orthologs.tsv"), genes, Orthologs.Unknown.REFUSED);
      ParalogSubstitutions substitutions =
          ParalogSubstitutions.of(
              homology, orthologs, ParalogSubstitutions.Params.defaults().withDifference(0.1));
      List<MarkerTable> markers =
          IntStream.range(0, 3).mapToObj(s -> GoldenHomology.markers(golden, genes, s)).toList();
      GeneTriangles found =
          GeneTriangles.of(homology, orthologs, substitutions, markers, Params.defaults());
      assertThat(found.found())
          .isNotEmpty()
          .isSortedAccordingTo((a, b) -> Double.compare(b.minRefined(), a.minRefined()));
      Map<List<String>, GeneTriangle> allOrtholog = new HashMap<>();
      found.found().stream()
          .filter(t -> t.orthologs() == 3)
          .forEach(
              t -> allOrtholog.put(Stream.of(t.a(), t.b(), t.c()).map(genes::name).toList(), t));
      List<String[]> table = golden.table("expected/gene_triangles.tsv");
      List<String> header = Arrays.asList(table.getFirst());
      assertThat(allOrtholog).hasSize(table.size() - 1);
      assertThat(found.found()).hasSizeGreaterThan(allOrtholog.size()); // and some substitutions
      for (String[] row : table.subList(1, table.size())) {
        GeneTriangle t =
            Objects.requireNonNull(
                allOrtholog.get(List.of(row[1], row[2], row[3])), () -> Arrays.toString(row));
        assertThat((double) t.minRefined())
            .isCloseTo(Double.parseDouble(row[header.indexOf("min_corr")]), within(1e-6));
        for (int s = 0; s < 3; s++) {
          assertThat(String.join(";", t.types().get(s)))
              .isEqualTo(row[header.indexOf(golden.species().get(s) + " cell type")]);
        }
      }
    }
  }

  private record Markers(List<String> labels, double[] scores, double[] ps) implements MarkerTable {
    @Override
    public double score(int gene, int label) {
      return scores[label];
    }

    @Override
    public double p(int gene, int label) {
      return ps[label];
    }
  }

  private static final MarkerTable MARKERS =
      new Markers(
          List.of("β cell", "a;b\\c", "late"),
          new double[] {3, 9, 0},
          new double[] {1e-11, 1e-9, 1});

  /** Genes a_1, b_1, c_1 are orthologs; b_2 took the place of b_1. */
  private static RefinedHomology homology() {
    return TinyHomology.of("a_1", "b_1", "b_2", "c_1")
        .edge("a_1", "b_1", 100, 0)
        .edge("a_1", "b_2", 90, 0.75)
        .edge("a_1", "c_1", 90, 0.5)
        .edge("b_1", "c_1", 80, 0.125)
        .edge("b_2", "c_1", 70, 0.625)
        .build();
  }

  private static GeneTriangles triangles(RefinedHomology homology, Params params) {
    Orthologs orthologs = Orthologs.reciprocalBest(homology.genes(), homology.sequence());
    ParalogSubstitutions substitutions =
        ParalogSubstitutions.of(homology, orthologs, ParalogSubstitutions.Params.defaults());
    return GeneTriangles.of(
        homology, orthologs, substitutions, List.of(MARKERS, MARKERS, MARKERS), params);
  }

  @Test
  void goesBySubstitutionsToo() throws IOException {
    GeneTriangles found = triangles(homology(), Params.defaults());
    assertThat(found.found()).hasSize(1);
    Path file = folder.resolve("gene_triangles.tsv");
    found.write(file);
    assertThat(file)
        .hasContent(
            "gene_a\tgene_b\tgene_c\trefined_ab\trefined_ac\trefined_bc\tmin_refined\tkind_ab"
                + "\tkind_ac\tkind_bc\torthologs\tsubstitutions\ttypes_a\ttypes_b\ttypes_c\n"
                + "a_1\tb_2\tc_1\t0.75\t0.5\t0.625\t0.5\tsubstitution\tortholog\tsubstitution\t1\t2"
                + ("\t" + "a\\;b\\\\c;β cell").repeat(3));
  }

  @Test
  void dropsTrianglesWithAWeakSide() {
    assertThat(triangles(homology(), Params.defaults().withMinWeight(0.5)).found()).isEmpty();
  }

  @Test
  void namesNoLabelForAGeneThatMarksNone() {
    Markers none = new Markers(List.of("x", "y"), new double[2], new double[] {1, 1});
    assertThat(none.labelsOf(0, 1e-10)).isEmpty();
    assertThat(MARKERS.labelsOf(0, 0)).containsExactly("a;b\\c");
  }

  @Test
  void needsThreeSpecies() {
    RefinedHomology two = TinyHomology.of("a_1", "b_1").edge("a_1", "b_1", 1, 1).build();
    assertThatThrownBy(() -> triangles(two, Params.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at least 3 species");
  }
}
