package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.evolution.GeneQuery.Homolog;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;

class GeneQueryTest {
  private static final RefinedHomology HOMOLOGY =
      TinyHomology.of("a_Pax6", "a_other", "b_PAX6", "b_ey", "c_Pax6")
          .edge("a_Pax6", "b_PAX6", 100, 0.25)
          .edge("a_Pax6", "b_ey", 50, 0.5)
          .edge("a_Pax6", "c_Pax6", 75, 0)
          .build();

  @Test
  void listsPartnersByRefinedWeight() {
    assertThat(GeneQuery.of(HOMOLOGY, List.of("a_Pax6")).partners())
        .containsExactly(
            new Homolog(0, 3, 50, 0.5f, 2, 1),
            new Homolog(0, 2, 100, 0.25f, 1, 2),
            new Homolog(0, 4, 75, 0, 1, 1));
  }

  @Test
  void findsANameInAllSpecies() {
    assertThat(GeneQuery.of(HOMOLOGY, List.of("Pax6", "b_ey")).partners())
        .extracting(Homolog::gene)
        .containsExactly(0, 0, 0, 4, 3);
  }

  @Test
  void tellsGenesWithoutHomologs() {
    GeneQuery query = GeneQuery.of(HOMOLOGY, List.of("a_other", "b_ey"));
    assertThat(query.withoutPartners()).containsExactly("a_other");
    assertThat(query.partners()).extracting(Homolog::gene).containsExactly(3);
  }

  @Test
  void printsATable() {
    StringWriter out = new StringWriter();
    Tsv.print(out, GeneQuery.of(HOMOLOGY, List.of("b_ey"))::writeTo);
    assertThat(out)
        .hasToString(
            """
            gene\tpartner\tpartner_species\tsequence_weight\trefined_weight\tsequence_rank\trefined_rank
            b_ey\ta_Pax6\ta\t50\t0.5\t1\t1
            """);
  }

  @Test
  void ignoresCaseWhereOneGeneOfASpeciesCanBeMeant() {
    assertThat(GeneQuery.of(HOMOLOGY, List.of("A_PAX6")).partners())
        .isNotEmpty()
        .isEqualTo(GeneQuery.of(HOMOLOGY, List.of("a_Pax6")).partners());
  }

  @Test
  void tellsANameThatNoGeneHas() {
    assertThatThrownBy(() -> GeneQuery.of(HOMOLOGY, List.of("Sox2")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("such as a_Pax6");
  }
}
