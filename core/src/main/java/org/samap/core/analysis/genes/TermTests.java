package org.samap.core.analysis.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.genes.Enrichment.Enriched;
import org.samap.core.analysis.statistics.BenjaminiHochberg;
import org.samap.core.analysis.statistics.Hypergeometric;
import org.samap.core.analysis.statistics.LogProbability;

/** The hypergeometric tests of all terms of nodes that draw from one urn. */
record TermTests(Urn urn, int population, Hypergeometric tails) {

  static TermTests on(Urn urn) {
    return new TermTests(urn, urn.size(), new Hypergeometric(urn.size()));
  }

  /**
   * The terms that hold a drawn member, by ascending p value. Their q is over all terms that hold
   * at least {@code least} members, drawn or not.
   *
   * @param partners the genes to name beside each drawn one
   */
  List<Enriched> of(int node, BitSet genes, Map<Integer, BitSet> partners, int least) {
    List<Enriched> found = hit(node, genes, partners, least);
    int tested = (int) Arrays.stream(urn.ofTerm()).filter(held -> held.length >= least).count();
    double[] p = new double[tested];
    Arrays.fill(p, 1); // of those that hold no drawn member
    for (int i = 0; i < found.size(); i++) {
      p[i] = LogProbability.value(found.get(i).logP());
    }
    double[] q = BenjaminiHochberg.qValues(p);
    return IntStream.range(0, found.size()).mapToObj(i -> withQ(found.get(i), q[i])).toList();
  }

  /** The same, with the published q: over the terms that hold a drawn member, and not monotone. */
  List<Enriched> asPublished(int node, BitSet genes) {
    List<Enriched> found = hit(node, genes, Map.of(), 1);
    int terms = found.size();
    List<Enriched> out = new ArrayList<>(found);
    int from = 0;
    while (from < terms) {
      double logP = found.get(from).logP();
      int to = from + 1;
      while (to < terms && found.get(to).logP() == logP) {
        to++;
      }
      int rank = to;
      double q = StrictMath.exp(Math.min(0, logP + StrictMath.log((double) terms / rank)));
      for (; from < to; from++) {
        out.set(from, withQ(found.get(from), q));
      }
    }
    return out;
  }

  private List<Enriched> hit(int node, BitSet genes, Map<Integer, BitSet> partners, int least) {
    BitSet drawn = (BitSet) genes.clone();
    drawn.and(urn.members());
    int n = drawn.cardinality();
    List<Enriched> found = new ArrayList<>();
    for (int term = 0; term < urn.ofTerm().length; term++) {
      int[] held = urn.ofTerm()[term];
      int[] hits = Arrays.stream(held).filter(drawn::get).toArray();
      if (hits.length > 0 && held.length >= least) {
        double logP = tails.logUpperTail(held.length, n, hits.length);
        int[] named = named(hits, partners);
        found.add(
            new Enriched(node, term, hits.length, named, held.length, n, population, logP, 1));
      }
    }
    found.sort(Comparator.comparingDouble(Enriched::logP));
    return found;
  }

  private static int[] named(int[] hits, Map<Integer, BitSet> partners) {
    BitSet all = new BitSet();
    for (int gene : hits) {
      all.set(gene);
      all.or(partners.getOrDefault(gene, new BitSet()));
    }
    return all.stream().toArray();
  }

  private static Enriched withQ(Enriched e, double q) {
    return new Enriched(
        e.node(),
        e.term(),
        e.hits(),
        e.genes(),
        e.withTerm(),
        e.drawn(),
        e.population(),
        e.logP(),
        q);
  }
}
