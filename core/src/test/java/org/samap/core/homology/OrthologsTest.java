package org.samap.core.homology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.homology.Orthologs.Unknown;
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

  @Test
  void refusesAGeneThatTheDataDoesNotHave() throws IOException {
    assertThatThrownBy(() -> read("hs_ACTB\tmm_Actb\nhs_ACTC\tmm_Actb\n", Unknown.REFUSED))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("orthologs.tsv, line 2", "'hs_ACTC' is no gene", "hs_ACTB");
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
