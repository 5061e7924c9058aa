package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.ParalogSubstitutions.Params;
import org.samap.core.analysis.evolution.ParalogSubstitutions.Substitution;
import org.samap.core.analysis.genes.GoldenHomology;
import org.samap.core.golden.Golden;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.run.InputException;

class ParalogSubstitutionsTest {
  @TempDir Path folder = Path.of("");

  static Stream<Golden> cases() {
    return Golden.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesTheStoredTable(Golden golden) {
    try (golden) {
      RefinedHomology homology = GoldenHomology.of(golden);
      GeneAxis genes = homology.genes();
      Orthologs orthologs =
          Orthologs.read(
              golden.folder().resolve("orthologs.tsv"), genes, Orthologs.Unknown.REFUSED);
      ParalogSubstitutions found =
          ParalogSubstitutions.of(homology, orthologs, Params.defaults().withDifference(0.1));
      Map<String, Substitution> byPairs = new HashMap<>();
      for (Substitution s : found.found()) {
        String gene = genes.name(s.gene()) + ";";
        byPairs.put(gene + genes.name(s.ortholog()) + "\t" + gene + genes.name(s.paralog()), s);
      }
      List<String[]> table = golden.table("expected/paralog_substitutions.tsv");
      assertThat(found.found()).hasSize(table.size() - 1).hasSizeGreaterThan(100);
      for (String[] row : table.subList(1, table.size())) {
        Substitution s =
            Objects.requireNonNull(byPairs.get(row[1] + "\t" + row[2]), () -> row[1] + row[2]);
        assertThat((double) s.refinedOrtholog())
            .isCloseTo(Double.parseDouble(row[3]), within(1e-6));
        assertThat((double) s.refinedParalog()).isCloseTo(Double.parseDouble(row[4]), within(1e-6));
        assertThat(s.difference()).isCloseTo(Double.parseDouble(row[5]), within(1e-6));
      }
      assertThat(found.found())
          .isSortedAccordingTo((a, b) -> Double.compare(b.difference(), a.difference()));
    }
  }

  /** Gene a_1 descends with b_1, but agrees with its paralog b_2; c_1 stays with a_1. */
  private static final RefinedHomology HOMOLOGY =
      TinyHomology.of("a_1", "b_1", "b_2", "b_3", "c_1")
          .edge("a_1", "b_1", 100, 0.2)
          .edge("a_1", "b_2", 90, 0.7)
          .edge("a_1", "b_3", 80, 0.3)
          .edge("a_1", "c_1", 70, 0.9)
          .edge("b_1", "c_1", 60, 0.9)
          .build();

  private Orthologs orthologs(String lines) throws IOException {
    Path file = Files.writeString(folder.resolve("orthologs.tsv"), lines);
    return Orthologs.read(file, HOMOLOGY.genes(), Orthologs.Unknown.REFUSED);
  }

  @Test
  void comparesTheParalogsOfTheOrthologsSpeciesOnly() throws IOException {
    ParalogSubstitutions found =
        ParalogSubstitutions.of(HOMOLOGY, orthologs("b_1\ta_1\n"), Params.defaults());
    assertThat(found.found())
        .containsExactly(new Substitution(0, 1, 2, 0.2f, 0.7f, 100, 90)); // b_3 exceeds by 0.1
  }

  @Test
  void doesNotTakeOneOrthologForTheParalogOfAnother() throws IOException {
    ParalogSubstitutions found =
        ParalogSubstitutions.of(
            HOMOLOGY, orthologs("a_1\tb_1\na_1\tb_2\n"), Params.defaults().withDifference(0.05));
    assertThat(found.found()).containsExactly(new Substitution(0, 1, 3, 0.2f, 0.3f, 100, 80));
  }

  @Test
  void takesTheBestBySequenceWhereThereIsNoList() {
    ParalogSubstitutions found = ParalogSubstitutions.withoutOrthologs(HOMOLOGY, Params.defaults());
    assertThat(found.found()).containsExactly(new Substitution(0, 1, 2, 0.2f, 0.7f, 100, 90));
    assertThat(
            ParalogSubstitutions.withoutOrthologs(HOMOLOGY, Params.defaults().withMinWeight(0.75))
                .found())
        .isEmpty();
  }

  @Test
  void aPartnerAsGoodBySequenceIsNoSubstitution() {
    RefinedHomology equal =
        TinyHomology.of("a_1", "b_1", "b_2")
            .edge("a_1", "b_1", 60, 0.4)
            .edge("a_1", "b_2", 60, 0.7)
            .build();
    assertThat(ParalogSubstitutions.withoutOrthologs(equal, Params.defaults()).found()).isEmpty();
  }

  @Test
  void aPartnerNoBetterByExpressionIsNoSubstitution() {
    RefinedHomology equal =
        TinyHomology.of("a_1", "a_2", "b_1", "b_2")
            .edge("a_1", "b_1", 50, 0.6)
            .edge("a_1", "b_2", 60, 0.6)
            .edge("a_2", "b_1", 50, 0)
            .edge("a_2", "b_2", 60, 0)
            .build();
    assertThat(
            ParalogSubstitutions.withoutOrthologs(equal, Params.defaults().withMinWeight(0))
                .found())
        .isEmpty();
  }

  @Test
  void writesNames() throws IOException {
    Path file = folder.resolve("paralogs.tsv");
    ParalogSubstitutions.withoutOrthologs(HOMOLOGY, Params.defaults()).write(file);
    assertThat(file)
        .hasContent(
            "gene\tortholog\tparalog\trefined_ortholog\trefined_paralog\tdifference"
                + "\tsequence_ortholog\tsequence_paralog\n"
                + "a_1\tb_1\tb_2\t0.2\t0.7\t0.5\t100\t90");
  }

  @Test
  void refusesThresholdsThatNoWeightHas() {
    assertThatThrownBy(() -> Params.defaults().withDifference(1.5))
        .isInstanceOf(InputException.class)
        .hasMessage("difference is 1.5; give a number from -1 to 1");
    assertThatThrownBy(() -> Params.defaults().withMinWeight(Double.NaN))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("min_weight is NaN");
  }
}
