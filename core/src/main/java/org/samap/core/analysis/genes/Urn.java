package org.samap.core.analysis.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.annotation.Annotations;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.matrix.SparseMatrix;

/**
 * What the genes behind mappings are drawn from, for an {@link Enrichment}. Everything in it has a
 * term.
 *
 * @param members one gene for each thing that can be drawn
 * @param ofTerm the members that each term holds, ascending
 */
record Urn(BitSet members, int[][] ofTerm) {

  /** Genes: a term holds those that carry it. */
  static Urn ofGenes(Annotations annotations, BitSet background) {
    int[][] termsOf = annotations.termsOf();
    return of(
        annotations,
        background.stream().filter(g -> termsOf[g].length > 0).toArray(),
        g -> termsOf[g]);
  }

  /**
   * The genes of a species together with their homologs: of each other species the one whose
   * expression agrees best, which has the largest refined weight; of equal ones the most similar by
   * sequence, and then the first. A term holds a gene if it or one of these homologs carries it. A
   * gene without a homolog in the background is left out.
   *
   * @param species the index of the species
   */
  static Urn ofHomologs(
      Annotations annotations, BitSet background, RefinedHomology homology, int species) {
    GeneAxis genes = homology.genes();
    int from = genes.start(species);
    int to = genes.end(species);
    int[][] terms = new int[to - from][];
    for (int g = from; g < to; g++) {
      int[] homologs = background.get(g) ? bestHomologs(g, homology, background) : new int[0];
      terms[g - from] = homologs.length == 0 ? new int[0] : terms(annotations, g, homologs);
    }
    return of(
        annotations,
        IntStream.range(from, to).filter(g -> terms[g - from].length > 0).toArray(),
        g -> terms[g - from]);
  }

  private static int[] bestHomologs(int gene, RefinedHomology homology, BitSet background) {
    GeneAxis genes = homology.genes();
    int[] best = new int[genes.species().size()];
    Arrays.fill(best, -1);
    Comparator<Integer> better =
        Comparator.<Integer>comparingDouble(h -> homology.refined().get(gene, h))
            .thenComparingDouble(h -> homology.sequence().get(gene, h));
    for (int h : homologs(gene, homology.sequence(), background)) {
      int s = genes.speciesOf(h);
      if (best[s] < 0 || better.compare(h, best[s]) > 0) {
        best[s] = h;
      }
    }
    return Arrays.stream(best).filter(h -> h >= 0).toArray();
  }

  /** The genes of the background to which a gene is linked. */
  static int[] homologs(int gene, SparseMatrix links, BitSet background) {
    return IntStream.range(links.offset(gene), links.offset(gene + 1))
        .filter(p -> links.value(p) != 0 && background.get(links.index(p)))
        .map(links::index)
        .toArray();
  }

  private static int[] terms(Annotations annotations, int gene, int[] homologs) {
    TreeSet<Integer> all = new TreeSet<>();
    IntStream.concat(IntStream.of(gene), IntStream.of(homologs))
        .flatMap(g -> IntStream.of(annotations.termsOf()[g]))
        .forEach(all::add);
    return all.stream().mapToInt(t -> t).toArray();
  }

  /** The terms of a gene. */
  private interface Terms {
    int[] of(int gene);
  }

  private static Urn of(Annotations annotations, int[] genes, Terms terms) {
    BitSet members = new BitSet();
    List<IntStream.Builder> ofTerm = new ArrayList<>();
    annotations.terms().forEach(t -> ofTerm.add(IntStream.builder()));
    for (int g : genes) {
      members.set(g);
      Arrays.stream(terms.of(g)).forEach(t -> ofTerm.get(t).add(g));
    }
    return new Urn(members, ofTerm.stream().map(b -> b.build().toArray()).toArray(int[][]::new));
  }

  /** The number of members. */
  int size() {
    return members.cardinality();
  }
}
