package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.core.homology.graph.Orthologs.Unknown;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

class OrthologsTest {
  private static final GeneAxis GENES =
      GeneAxis.of(List.of("hs", "mm"), List.of(List.of("ACTB", "α 1"), List.of("Actb", "Actg1")));

  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("orthologs.tsv");
  }

  private Orthologs read(String text, Unknown unknown) throws IOException {
    Files.writeString(file, text);
    return Orthologs.read(file, GENES, unknown);
  }

  @Test
  void readsPairsInEitherOrder() throws IOException {
    Orthologs orthologs =
        read(
            "# a list\nmm_Actb\ths_ACTB\n\nhs_α 1\tmm_Actg1\r\nhs_ACTB\tmm_Actb\n",
            Unknown.REFUSED);
    assertThat(orthologs.pairs().entries()).isEqualTo(4);
    assertThat(orthologs.contains(0, 2)).isTrue();
    assertThat(orthologs.contains(2, 0)).isTrue();
    assertThat(orthologs.contains(3, 1)).isTrue();
    assertThat(orthologs.contains(0, 3)).isFalse();
  }

  @Test
  void passesOverAHeaderAndFurtherColumns() throws IOException {
    Orthologs orthologs =
        read("gene_a\tgene_b\tgroup\nhs_ACTB\tmm_Actb\tKOG0676\n", Unknown.REFUSED);
    assertThat(orthologs.pairs().entries()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACTB\tActb\nα 1\tActg1\n",
        "Actb\tACTB\nActg1\tα 1\n",
        "hs_ACTB\tActb\nα 1\tmm_Actg1\n",
        "\uFEFFgene_a,gene_b\r\n\"ACTB\",\"Actb\"\r\n\"α 1\",\"mm_Actg1\"\r\n"
      })
  void namesMayLackTheirSpecies(String text) throws IOException {
    Orthologs expected = read("hs_ACTB\tmm_Actb\nhs_α 1\tmm_Actg1\n", Unknown.REFUSED);
    assertThat(expected.pairs().entries()).isEqualTo(4);
    assertThat(read(text, Unknown.REFUSED)).isEqualTo(expected);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Orthologs.read(file, GENES, Unknown.REFUSED)).isEqualTo(expected);
  }

  @Test
  void namesOfSeveralSpeciesNeedTheirSpecies() throws IOException {
    GeneAxis three =
        GeneAxis.of(
            List.of("hs", "mm", "rn"), List.of(List.of("ACTB"), List.of("Actb"), List.of("Actb")));
    Files.writeString(file, "ACTB\tActb\n");
    assertThatThrownBy(() -> Orthologs.read(file, three, Unknown.PASSED_OVER))
        .isInstanceOf(InputException.class)
        .hasMessage(
            file
                + ", line 1: ACTB and Actb are genes of several species; write names with their"
                + " species, such as hs_ACTB");
    Files.writeString(file, "ACTB\trn_Actb\n");
    Orthologs pairs = Orthologs.read(file, three, Unknown.REFUSED);
    assertThat(pairs.contains(0, 2)).isTrue();
    assertThat(pairs.contains(0, 1)).isFalse();
  }

  @Test
  void refusesAGeneThatTheDataDoesNotHave() throws IOException {
    assertThatThrownBy(() -> read("hs_ACTB\tmm_Actb\nhs_ACTC\tmm_Actb\n", Unknown.REFUSED))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("orthologs.tsv, line 2", "'hs_ACTC' is not a gene", "hs_ACTB");
    assertThat(read("hs_ACTB\tmm_Actb\nhs_ACTC\tmm_Actb\n", Unknown.PASSED_OVER).pairs().entries())
        .isEqualTo(2);
    assertThatThrownBy(() -> read("hs_ACTC\tmm_Actb\n", Unknown.PASSED_OVER))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds no pair of genes of the data");
  }

  @Test
  void refusesWhatIsNoPair() {
    assertThatThrownBy(() -> read("hs_ACTB mm_Actb\n", Unknown.REFUSED))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("line 1", "not two genes");
    assertThatThrownBy(() -> read("hs_ACTB\ths_α 1\n", Unknown.PASSED_OVER))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("line 1", "of one species");
  }

  @Test
  void findsTheReciprocallyBest() {
    SparseMatrix sequence =
        SparseMatrix.of(
            4,
            4,
            new int[] {0, 2, 3, 5, 6},
            new int[] {2, 3, 2, 0, 1, 0},
            new float[] {9, 8, 9, 9, 9, 8});
    Orthologs orthologs = Orthologs.reciprocalBest(GENES, sequence);
    assertThat(orthologs.contains(0, 2)).isTrue();
    assertThat(orthologs.contains(1, 2)).isTrue(); // as good
    assertThat(orthologs.contains(0, 3)).isFalse();
    assertThat(orthologs.pairs()).isEqualTo(orthologs.pairs().transpose());
  }
}
