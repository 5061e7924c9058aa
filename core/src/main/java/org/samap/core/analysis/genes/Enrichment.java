package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.statistics.Hypergeometric;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.annotation.Annotations;
import org.samap.core.io.Tsv;

/**
 * Which functions the genes behind each cell type's mappings share (SPEC 9). For a node, T is the
 * set of genes in the gene pairs of all its mappings, of both species, that have any term. The
 * population has N genes with any term, B of which have a given term; b genes of T have it. Then
 *
 * <pre>p = P(at least b of |T| genes drawn from the N have the term)
 * q = p terms / rank</pre>
 *
 * <p>where terms is the number of terms with b &gt;= 1 for the node, and rank is the number of
 * these whose p value is at most p. q, limited to 1, is Benjamini and Hochberg's estimate of the
 * share of false findings if all terms up to this one are accepted. It is not made monotone: a term
 * can have a larger q than a later one.
 *
 * @param labels the nodes
 * @param annotations the terms of the genes
 * @param terms the terms of every node that has pairs, in node order; by ascending p value, ties by
 *     name
 */
public record Enrichment(CellLabels labels, Annotations annotations, List<Enriched> terms) {

  /** The population from which the genes of a node are drawn. */
  public enum Background {
    /** All genes of the data that have any term. */
    ALL,
    /** All genes that have any term and are in a gene pair of any node. */
    PAIRS
  }

  /** The parameters. */
  public record Params(Background background) {
    public static Params defaults() {
      return new Params(Background.ALL);
    }

    public Params withBackground(Background b) {
      return new Params(b);
    }
  }

  /**
   * A term of a node.
   *
   * @param genes the b genes of T that have the term, ascending
   * @param withTerm the number B
   * @param drawn the number |T|
   * @param population the number N
   * @param logP the natural logarithm of p
   * @param q the estimated share of false findings, at most 1
   */
  public record Enriched(
      int node,
      int term,
      int[] genes,
      int withTerm,
      int drawn,
      int population,
      double logP,
      double q) {}

  /** Time O(nodes x annotations); memory as much as the annotations. */
  public static Enrichment of(GenePairs pairs, Annotations annotations, Params params) {
    BitSet annotated = new BitSet();
    for (int g = 0; g < annotations.termsOf().length; g++) {
      annotated.set(g, annotations.termsOf()[g].length > 0);
    }
    Map<Integer, BitSet> genesOfNode = genesOfNodes(pairs);
    if (params.background() == Background.PAIRS) {
      BitSet inPairs = new BitSet();
      genesOfNode.values().forEach(inPairs::or);
      annotated.and(inPairs);
    }
    int[][] genesOf =
        Arrays.stream(annotations.genesOf())
            .map(genes -> Arrays.stream(genes).filter(annotated::get).toArray())
            .toArray(int[][]::new);
    Hypergeometric tails = new Hypergeometric(annotated.cardinality());
    List<Enriched> all = new ArrayList<>();
    genesOfNode.forEach(
        (node, genes) -> {
          genes.and(annotated);
          all.addAll(withQ(terms(node, genes, genesOf, annotated.cardinality(), tails)));
        });
    return new Enrichment(pairs.labels(), annotations, List.copyOf(all));
  }

  private static Map<Integer, BitSet> genesOfNodes(GenePairs pairs) {
    Map<Integer, BitSet> genes = new TreeMap<>();
    for (GenePairs.Mapping mapping : pairs.mappings()) {
      BitSet both = new BitSet();
      for (GenePairs.GenePair pair : mapping.pairs()) {
        both.set(pair.geneA());
        both.set(pair.geneB());
      }
      genes.computeIfAbsent(mapping.nodeA(), n -> new BitSet()).or(both);
      genes.computeIfAbsent(mapping.nodeB(), n -> new BitSet()).or(both);
    }
    return genes;
  }

  /** The terms of a node, by ascending p value; their q is not yet set. */
  private static List<Enriched> terms(
      int node, BitSet genes, int[][] genesOf, int population, Hypergeometric tails) {
    int drawn = genes.cardinality();
    List<Enriched> found = new ArrayList<>();
    for (int term = 0; term < genesOf.length; term++) {
      int[] hits = Arrays.stream(genesOf[term]).filter(genes::get).toArray();
      if (hits.length > 0) {
        int withTerm = genesOf[term].length;
        double logP = tails.logUpperTail(withTerm, drawn, hits.length);
        found.add(new Enriched(node, term, hits, withTerm, drawn, population, logP, 1));
      }
    }
    found.sort(Comparator.comparingDouble(Enriched::logP));
    return found;
  }

  private static List<Enriched> withQ(List<Enriched> sorted) {
    int terms = sorted.size();
    List<Enriched> out = new ArrayList<>(sorted);
    int from = 0;
    while (from < terms) {
      double logP = sorted.get(from).logP();
      int to = from + 1;
      while (to < terms && sorted.get(to).logP() == logP) {
        to++;
      }
      int rank = to;
      double q = StrictMath.exp(Math.min(0, logP + StrictMath.log((double) terms / rank)));
      for (; from < to; from++) {
        Enriched e = sorted.get(from);
        out.set(
            from,
            new Enriched(e.node, e.term, e.genes, e.withTerm, e.drawn, e.population, logP, q));
      }
    }
    return out;
  }

  /** Writes a line for every term of every node. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("term").text("description").text("p").text("minus_log10_p");
          table.text("q").text("genes_with_term").text("genes").text("background_with_term");
          table.text("background").text("gene_names").endRow();
          terms.forEach(e -> write(e, table));
        });
  }

  private void write(Enriched e, Tsv table) {
    table.text(labels.nodes().get(e.node).name()).text(annotations.terms().get(e.term));
    table.text(annotations.descriptions().get(e.term));
    table.number(LogProbability.value(e.logP)).number(LogProbability.minusLog10(e.logP));
    table.probability(e.q).number(e.genes.length).number(e.drawn);
    table.number(e.withTerm).number(e.population).text(names(e.genes)).endRow();
  }

  private String names(int[] genes) {
    return IntStream.of(genes)
        .mapToObj(g -> annotations.genes().name(g))
        .collect(Collectors.joining(";"));
  }
}
