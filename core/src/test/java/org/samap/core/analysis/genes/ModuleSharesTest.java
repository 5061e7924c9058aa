package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.genes.ModuleShares.MappingByModules;
import org.samap.core.analysis.genes.ModuleShares.Params;
import org.samap.core.analysis.genes.ModuleShares.Part;
import org.samap.core.homology.graph.GeneAxis;

class ModuleSharesTest {
  @TempDir Path folder = Path.of("");

  private static final GeneAxis GENES =
      GeneAxis.of(List.of("a", "b"), List.of(List.of("1", "2", "3"), List.of("1", "2", "3")));

  /** Genes 1 are of module 0, genes 2 of module 1; a_3 of module 2 and b_3 of none. */
  private static final GeneModules MODULES =
      new GeneModules(GENES, new int[] {0, 1, 2, 0, 1, -1}, 3);

  private static ModuleShares shares(MappedPair.Genes... pairs) {
    return ModuleShares.of(
        MODULES,
        List.of(new MappedPair(new Node("a", "β; x"), new Node("b", "y"), 0.8, List.of(pairs))),
        Params.defaults().withMinShare(0.2));
  }

  @Test
  void sharesAPairAcrossTwoModules() {
    MappingByModules m =
        shares(
                new MappedPair.Genes(0, 3, 3),
                new MappedPair.Genes(0, 4, 1), // across
                new MappedPair.Genes(1, 4, 0.5),
                new MappedPair.Genes(0, 3, 3.5))
            .mappings()
            .getFirst();
    assertThat(m.parts().getFirst()).isEqualTo(new Part(0, 2.5, 0.625, 0.875, 0.8 * 0.875));
    assertThat(m.parts().getLast()).isEqualTo(new Part(1, 1.5, 0.375, 0.125, 0.8 * 0.125));
    assertThat(m.modules()).isEqualTo(2);
    assertThat(m.largestShare()).isEqualTo(0.625);
    assertThat(m.entropy()).isCloseTo(0.954434002924965, within(1e-12)); // -sum p log2 p
  }

  @Test
  void doesNotCountSmallModulesAndGenesOfNone() {
    MappingByModules m =
        shares(
                new MappedPair.Genes(0, 3, 1),
                new MappedPair.Genes(0, 3, 1),
                new MappedPair.Genes(0, 3, 1),
                new MappedPair.Genes(2, 5, 1))
            .mappings()
            .getFirst();
    assertThat(m.parts()).extracting(Part::pairs).containsExactly(3.0, 0.5);
    assertThat(m.modules()).isEqualTo(1);
    assertThat(m.parts().stream().mapToDouble(Part::score).sum()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void aMappingWithoutGenePairsHasNoShares() throws IOException {
    ModuleShares none = shares();
    assertThat(none.mappings().getFirst().parts()).isEmpty();
    none.write(folder.resolve("shares.tsv"));
    none.writeParts(folder.resolve("parts.tsv"));
    assertThat(folder.resolve("shares.tsv"))
        .hasContent(
            "node_a\tnode_b\tscore\tpairs\tmodules\tlargest_share\tentropy\n"
                + "a_β; x\tb_y\t0.8\t0\t0\t0\t0");
    assertThat(folder.resolve("parts.tsv"))
        .hasContent("node_a\tnode_b\tmodule\tpairs\tshare\tvalue_share\tscore\n");
  }

  @Test
  void writesParts() throws IOException {
    Path file = folder.resolve("parts.tsv");
    shares(new MappedPair.Genes(0, 3, 1)).writeParts(file);
    assertThat(file)
        .hasContent(
            "node_a\tnode_b\tmodule\tpairs\tshare\tvalue_share\tscore\n"
                + "a_β; x\tb_y\t1\t1\t1\t1\t0.8");
  }
}
