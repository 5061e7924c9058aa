package org.samap.core.analysis.genes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Everywhere;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.annotation.Annotations;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;

/**
 * Terms that hold random ortholog pairs, both genes of each, are enriched nowhere. Twelve types,
 * six of either species, are linked by 40 to 150 pairs each, of 3,000.
 */
class RandomTermsTest {
  private static final int ORTHOLOGS = 3000;
  private static final int TYPES = 12;
  private static final int TERM_SIZE = 100;

  @Test
  void fewSetsAreFoundInFewTypes() {
    Found found = found(Enrichment.Params.defaults(), 250, 0);
    assertThat(found.tests).isEqualTo(250 * TYPES);
    assertThat(found.typesWithFalse).isLessThanOrEqualTo(1);
    assertThat(found.p(0.05)).isBetween(0.01, 0.05);
  }

  @Test
  void thePublishedCountingFindsMany() {
    Enrichment.Params published =
        Enrichment.Params.defaults()
            .withCount(Enrichment.Count.GENES)
            .withBackground(Enrichment.Background.ANNOTATED);
    assertThat(found(published, 250, 0).falseQ).isGreaterThan(10);
  }

  @Test
  @Tag("slow")
  void aThousandSetsAreFoundInAtMostOneOfTwelveTypes() {
    int falseQ = 0;
    double small = 0;
    double smaller = 0;
    int typesWithFalse = 0;
    for (int seed = 0; seed < 20; seed++) {
      Found found = found(Enrichment.Params.defaults(), 1000, seed);
      assertThat(found.tests).isEqualTo(1000 * TYPES);
      typesWithFalse += found.typesWithFalse;
      falseQ += found.falseQ;
      small += found.p(0.05) / 20;
      smaller += found.p(0.001) / 20;
    }
    assertThat(typesWithFalse).isLessThanOrEqualTo(20);
    assertThat(falseQ).isLessThanOrEqualTo(60);
    assertThat(small).isBetween(0.01, 0.05);
    assertThat(smaller).isLessThanOrEqualTo(0.001);
  }

  /** What was found where nothing is; the p values are of terms that hold a drawn pair. */
  private record Found(int tests, int falseQ, int typesWithFalse, double[] sortedP) {
    /** The share of all tests with a p value below this. */
    double p(double below) {
      return (double) Arrays.stream(sortedP).filter(p -> p < below).count() / tests;
    }
  }

  private static Found found(Enrichment.Params params, int terms, int seed) {
    GenePairs pairs = pairs(seed);
    double[] weights = new double[pairs.genes().size()];
    Arrays.fill(weights, 1);
    ExpressedGenes expressed = Everywhere.expressed(pairs.genes(), weights);
    RefinedHomology homology = new RefinedHomology(pairs.genes(), links(), links());
    List<Enrichment.Enriched> found =
        Enrichment.of(pairs, terms(pairs.genes(), terms, seed), homology, expressed, params)
            .terms()
            .stream()
            .filter(e -> e.node() < TYPES) // those of one species; the other's are the same
            .toList();
    assertThat(found).hasSizeGreaterThan(terms * TYPES / 2);
    return new Found(
        terms * TYPES,
        (int) found.stream().filter(e -> e.q() < 0.05).count(),
        (int)
            found.stream()
                .filter(e -> e.q() < 0.05)
                .map(Enrichment.Enriched::node)
                .distinct()
                .count(),
        found.stream().mapToDouble(e -> StrictMath.exp(e.logP())).sorted().toArray());
  }

  private static GenePairs pairs(int seed) {
    List<List<String>> names = new ArrayList<>();
    List<List<String>> types = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      names.add(IntStream.range(0, ORTHOLOGS).mapToObj(i -> "g" + i).toList());
      types.add(IntStream.range(0, TYPES).mapToObj(t -> "type" + t).toList());
    }
    List<String> ids = List.of("aa", "bb");
    List<GenePairs.Mapping> mappings = new ArrayList<>();
    for (int t = 0; t < TYPES; t++) {
      RandomStream random = RandomStream.of(seed, "pairs of random terms", t);
      List<GenePairs.GenePair> list =
          draw(random, random.nextInt(40, 150)).stream()
              .map(i -> new GenePairs.GenePair(i, ORTHOLOGS + i, 1, -9, -9, 0.5f, 100))
              .toList();
      mappings.add(new GenePairs.Mapping(t, TYPES + t, list));
    }
    return new GenePairs(CellLabels.of(ids, types), GeneAxis.of(ids, names), mappings);
  }

  private static Set<Integer> draw(RandomStream random, int count) {
    Set<Integer> drawn = new TreeSet<>();
    while (drawn.size() < count) {
      drawn.add(random.nextInt(ORTHOLOGS));
    }
    return drawn;
  }

  private static Annotations terms(GeneAxis genes, int terms, int seed) {
    List<IntStream.Builder> of = new ArrayList<>();
    IntStream.range(0, 2 * ORTHOLOGS).forEach(g -> of.add(IntStream.builder()));
    for (int t = 0; t < terms; t++) {
      for (int i : draw(RandomStream.of(seed, "random terms", t), TERM_SIZE)) {
        of.get(i).add(t);
        of.get(ORTHOLOGS + i).add(t);
      }
    }
    return new Annotations(
        genes,
        IntStream.range(0, terms).mapToObj("set %04d"::formatted).toList(),
        IntStream.range(0, terms).mapToObj(t -> "").toList(),
        of.stream().map(b -> b.build().toArray()).toArray(int[][]::new));
  }

  private static SparseMatrix links() {
    SparseMatrix.Builder links = SparseMatrix.builder(2 * ORTHOLOGS, 2 * ORTHOLOGS);
    for (int g = 0; g < 2 * ORTHOLOGS; g++) {
      links.add((g + ORTHOLOGS) % (2 * ORTHOLOGS), 1);
      links.endRow();
    }
    return links.build();
  }
}
