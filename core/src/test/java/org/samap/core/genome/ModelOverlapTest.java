package org.samap.core.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samap.core.anndata.formats.GeneNames;
import org.samap.core.homology.graph.FeatureLinks;
import org.samap.core.run.InputException;
import org.samap.core.run.RandomStream;

class ModelOverlapTest {

  private static GeneModels models(String name, List<GeneModel> genes) {
    return new GeneModels(Path.of(name), genes, 0);
  }

  private static GeneModel gene(String id, String chromosome, boolean forward, Span... exons) {
    Span all = exons[0];
    for (Span exon : exons) {
      all = all.and(exon);
    }
    return new GeneModel(id, "", "", new Place(chromosome, all, forward), List.of(exons));
  }

  private static FeatureLinks link(List<GeneModel> some, List<GeneModel> others, double least) {
    return ModelOverlap.link(models("a", some), models("b", others), least, GeneNames.IDS);
  }

  @Test
  void weighsGenesByTheBasesThatTheirExonsShare() {
    FeatureLinks links =
        link(
            List.of(gene("a", "chr1", true, new Span(0, 100), new Span(200, 300))),
            List.of(
                gene("same", "1", true, new Span(0, 100), new Span(200, 300)),
                gene("part", "1", true, new Span(50, 100), new Span(200, 250)),
                gene("other strand", "1", false, new Span(0, 100)),
                gene("intron", "1", true, new Span(100, 200)),
                gene("other chromosome", "2", true, new Span(0, 100))),
            0);
    assertThat(links.weights().entries()).isEqualTo(2);
    assertThat(links.weights().get(0, 0)).isEqualTo(1);
    assertThat(links.weights().get(0, 1)).isEqualTo(0.5f);
  }

  @Test
  void leavesOutWeakLinks() {
    List<GeneModel> some = List.of(gene("a", "1", true, new Span(0, 100)));
    List<GeneModel> others =
        List.of(gene("x", "1", true, new Span(0, 50)), gene("y", "1", true, new Span(90, 190)));
    assertThat(link(some, others, 0).weights().entries()).isEqualTo(2);
    assertThat(link(some, others, 0.1).weights().entries()).isEqualTo(1);
  }

  /** Base by base. */
  @Test
  void countsBasesAsSetsDo() {
    RandomStream random = RandomStream.of(3, "models", 0);
    List<GeneModel> some = random(random, 40);
    List<GeneModel> others = random(random, 40);
    FeatureLinks links = link(some, others, 0);
    for (int a = 0; a < some.size(); a++) {
      for (int b = 0; b < others.size(); b++) {
        BitSet shared = bases(some.get(a));
        shared.and(bases(others.get(b)));
        BitSet either = bases(some.get(a));
        either.or(bases(others.get(b)));
        boolean same = some.get(a).place().forward() == others.get(b).place().forward();
        double expected = same ? (double) shared.cardinality() / either.cardinality() : 0;
        assertThat(links.weights().get(a, b)).isEqualTo((float) expected);
      }
    }
    assertThat(links.weights().entries()).isGreaterThan(100);
  }

  private static List<GeneModel> random(RandomStream random, int count) {
    List<GeneModel> genes = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      List<Span> exons = new ArrayList<>();
      int at = random.nextInt(1000);
      for (int e = 1 + random.nextInt(5); e > 0; e--) {
        int end = at + 1 + random.nextInt(60);
        exons.add(new Span(at, end));
        at = end + 1 + random.nextInt(60);
      }
      genes.add(gene("g" + g, "1", random.nextInt(2) == 0, exons.toArray(Span[]::new)));
    }
    return genes;
  }

  private static BitSet bases(GeneModel gene) {
    BitSet bases = new BitSet();
    gene.exons().forEach(exon -> bases.set(exon.start(), exon.end()));
    return bases;
  }

  @Test
  void aGeneWithoutExonsIsOne() {
    GeneModel bare = new GeneModel("a", "", "", new Place("1", new Span(0, 100), true), List.of());
    FeatureLinks links = link(List.of(bare), List.of(gene("b", "1", true, new Span(0, 50))), 0);
    assertThat(links.weights().get(0, 0)).isEqualTo(0.5f);
  }

  @Test
  void refusesAnnotationsOfDifferentGenomes() {
    List<GeneModel> some = List.of(gene("a", "1", true, new Span(0, 9)));
    List<GeneModel> others = List.of(gene("b", "NC_1", true, new Span(0, 9)));
    assertThatThrownBy(() -> link(some, others, 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("their first chromosomes are 1 and NC_1");
    assertThatThrownBy(() -> link(some, some, 1.5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("min_overlap is 1.5; give a number from 0 to 1");
  }
}
