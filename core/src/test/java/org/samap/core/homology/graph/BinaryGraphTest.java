package org.samap.core.homology.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.run.InputException;

/** The binary form of saved graphs, and what is said of some. */
class BinaryGraphTest {
  private static final GeneAxis GENES =
      GeneAxis.of(
          List.of("hs", "mm", "dr"), List.of(List.of("A", "B"), List.of("a", "é_1"), List.of("x")));
  private static final HomologyGraph GRAPH =
      Graphs.graph(GENES, List.of("hs_A mm_a 100.5", "hs_A mm_é_1 24", "hs_A dr_x 3"));

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void save() {
    file = folder.resolve("saved.graph");
    GRAPH.save(file);
  }

  @Test
  void loadsWhatWasSaved() throws IOException {
    assertThat(HomologyGraph.load(file)).isEqualTo(GRAPH);
    Path table = folder.resolve("saved.tsv.gz");
    GRAPH.save(table);
    assertThat(HomologyGraph.load(table)).isEqualTo(GRAPH);
    Path again = folder.resolve("again");
    GRAPH.save(again);
    assertThat(again).hasSameBinaryContentAs(file);
  }

  @Test
  void loadsSomeOfTheSpecies() {
    HomologyGraph part = HomologyGraph.load(file, List.of("dr", "hs"));
    assertThat(part.genes().names()).containsExactly("dr_x", "hs_A", "hs_B");
    assertThat(Graphs.edges(part)).containsExactly("dr_x hs_A 3.0");
    rejects(() -> HomologyGraph.load(file, List.of("hs", "xt")), "of hs, mm, dr, not of hs, xt");
  }

  @Test
  void refusesEveryByteChangedAndEveryCut() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes.length).isGreaterThan(100);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      rejects(() -> HomologyGraph.load(file), file.toString());
      Files.write(file, Arrays.copyOf(bytes, at));
      rejects(() -> HomologyGraph.load(file), file.toString());
    }
    bytes[8] = 2;
    Files.write(file, bytes);
    rejects(() -> HomologyGraph.load(file), "of version 2, and this program reads version 1");
  }

  @Test
  void refusesForeignFiles() throws IOException {
    Files.writeString(file, "gene_a\tgene_b\n");
    rejects(() -> HomologyGraph.load(file), "is not a saved homology graph");
    rejects(() -> HomologyGraph.load(folder.resolve("absent")), "absent");
  }

  @Test
  void describesTheLinksOfEachTwoSpecies() {
    List<SpeciesLinks> all = SpeciesLinks.of(GRAPH);
    assertThat(all).hasSize(3);
    assertThat(all.getFirst())
        .isEqualTo(
            new SpeciesLinks(
                2, new SpeciesLinks.Linked("hs", 2, 1, 2), new SpeciesLinks.Linked("mm", 2, 2, 1)));
    assertThat(all.getLast().links()).isZero();
  }

  private static void rejects(Runnable load, String message) {
    assertThatThrownBy(load::run)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }
}
