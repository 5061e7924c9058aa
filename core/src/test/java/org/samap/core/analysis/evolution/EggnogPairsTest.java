package org.samap.core.analysis.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.evolution.EggnogPairs.GroupedPair;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.Orthologs;
import org.samap.core.homology.graph.TranscriptNames;
import org.samap.core.homology.pairs.EggnogGroups;
import org.samap.core.run.InputException;

class EggnogPairsTest {
  private static final GeneAxis GENES =
      GeneAxis.of(
          List.of("a", "b", "c"), List.of(List.of("1", "2"), List.of("1", "2"), List.of("1")));

  private static final Map<String, EggnogGroups> GROUPS =
      Map.of(
          "a", new EggnogGroups(Map.of("1", Set.of("X"), "2", Set.of("X", "Y"), "9", Set.of("X"))),
          "b", new EggnogGroups(Map.of("t1", Set.of("X"))),
          "c", new EggnogGroups(Map.of("c_1", Set.of("Y"))));

  @TempDir Path folder = Path.of("");

  private static EggnogPairs pairs() {
    return EggnogPairs.of(
        GENES,
        GROUPS,
        TranscriptNames.none().with("b", List.of(new TranscriptNames.Pair("t1", "1"))));
  }

  @Test
  void joinsGenesOfDifferentSpeciesInAGroup() {
    assertThat(pairs().pairs())
        .containsExactly(
            new GroupedPair(0, 2, "X"), new GroupedPair(1, 2, "X"), new GroupedPair(1, 4, "Y"));
  }

  @Test
  void writesAListOfOrthologs() throws IOException {
    Path file = folder.resolve("pairs.tsv");
    pairs().write(file);
    assertThat(file).content().startsWith("gene_a\tgene_b\tgroup\na_1\tb_1\tX\n");
    Orthologs orthologs = Orthologs.read(file, GENES, Orthologs.Unknown.REFUSED);
    assertThat(orthologs.pairs().entries()).isEqualTo(6);
    assertThat(orthologs.contains(4, 1)).isTrue();
  }

  @Test
  void refusesOtherSpeciesAndTooFew() {
    EggnogGroups some = new EggnogGroups(Map.of("1", Set.of("X")));
    assertThatThrownBy(
            () -> EggnogPairs.of(GENES, Map.of("a", some, "z", some), TranscriptNames.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("given for 'z', but the species are a, b, c");
    assertThatThrownBy(() -> EggnogPairs.of(GENES, Map.of("a", some), TranscriptNames.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of 1 species");
    EggnogGroups other = new EggnogGroups(Map.of("1", Set.of("Z")));
    assertThatThrownBy(
            () -> EggnogPairs.of(GENES, Map.of("a", some, "b", other), TranscriptNames.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no two genes of the data");
  }
}
