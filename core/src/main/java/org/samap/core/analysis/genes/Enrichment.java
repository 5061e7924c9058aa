package org.samap.core.analysis.genes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.RefinedHomology;
import org.samap.core.analysis.statistics.LogProbability;
import org.samap.core.annotation.Annotations;
import org.samap.core.io.Tsv;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.InputException;

/**
 * Which functions the genes behind each cell type's mappings share (SPEC 9). The gene pairs of all
 * mappings of a node draw n of the N members of an urn, B of which a given term holds; the term
 * holds b of the n. Then
 *
 * <pre>p = P(at least b of n members drawn from the N are held by the term)</pre>
 *
 * <p>The members are homolog pairs: a gene of the node's species together with the homolog whose
 * expression agrees best with it, one of each other species. A term holds a pair if any gene of it
 * carries the term. The two genes of a pair were selected because they are alike, and mostly carry
 * the same terms, so that they are one draw and not two. For the same reason a gene is one draw if
 * several of its homologs are behind the mappings. q is the false discovery rate of Benjamini and
 * Hochberg over all terms of the node that hold enough pairs of the background, whether or not they
 * hold a drawn one: a term that could have been hit and was not is a test like any other.
 *
 * <p>The published counting takes the genes of both species for members. Its q = p terms / rank,
 * where terms is the number of terms with b &gt;= 1, and rank is the number of these whose p value
 * is at most p. Both make it find too much: see {@code docs/analysis.md}.
 *
 * @param labels the nodes
 * @param annotations the terms of the genes
 * @param terms the terms with b &gt;= 1 of every node that has pairs, in node order; by ascending p
 *     value, ties by name
 */
public record Enrichment(CellLabels labels, Annotations annotations, List<Enriched> terms) {

  /** What is one draw. */
  public enum Count {
    /** A gene of the node's species with its homolog. */
    PAIRS,
    /** Every gene, of both species, as published. */
    GENES
  }

  /** The genes from which the genes of a node are drawn. */
  public enum Background {
    /** The expressed genes that are linked to an expressed gene of another species. */
    EXPRESSED,
    /** All genes of the data, as published. */
    ANNOTATED,
    /** All genes that are in a gene pair of any node. */
    PAIRS
  }

  /**
   * The parameters. Members of the urn without any term never count.
   *
   * @param minTermSize if pairs count, the least number of pairs of the background that a term
   *     holds
   */
  public record Params(Count count, Background background, int minTermSize) {
    public Params {
      if (minTermSize < 1) {
        throw InputException.about(
            "min_term_size",
            "min_term_size is " + minTermSize + "; give a number of pairs, at least 1");
      }
    }

    public static Params defaults() {
      return new Params(Count.PAIRS, Background.EXPRESSED, 5);
    }

    public Params withCount(Count c) {
      return new Params(c, background, minTermSize);
    }

    public Params withBackground(Background b) {
      return new Params(count, b, minTermSize);
    }

    public Params withMinTermSize(int size) {
      return new Params(count, background, size);
    }
  }

  /**
   * A term of a node.
   *
   * @param hits the number b
   * @param genes the genes of these b members that are behind the node's mappings, ascending
   * @param withTerm the number B
   * @param drawn the number n
   * @param population the number N
   * @param logP the natural logarithm of p
   * @param q the estimated share of false findings, at most 1
   */
  public record Enriched(
      int node,
      int term,
      int hits,
      int[] genes,
      int withTerm,
      int drawn,
      int population,
      double logP,
      double q) {}

  /**
   * Time O(nodes x terms of genes); memory as much as the annotations of a gene and its homologs.
   *
   * @param homology the links of the genes
   * @param expressed the expressed ones of the genes
   */
  public static Enrichment of(
      GenePairs pairs,
      Annotations annotations,
      RefinedHomology homology,
      ExpressedGenes expressed,
      Params params) {
    Map<Integer, Behind> behind = behindNodes(pairs);
    BitSet background = background(params.background(), pairs, homology.sequence(), expressed);
    Map<Integer, TermTests> ofSpecies = new HashMap<>();
    List<Enriched> all = new ArrayList<>();
    if (params.count() == Count.GENES) {
      TermTests tests = TermTests.on(Urn.ofGenes(annotations, background));
      behind.forEach((node, of) -> all.addAll(tests.asPublished(node, of.all())));
    } else {
      behind.forEach(
          (node, of) -> {
            TermTests tests =
                ofSpecies.computeIfAbsent(
                    pairs.labels().speciesOf()[node],
                    s -> TermTests.on(Urn.ofHomologs(annotations, background, homology, s)));
            all.addAll(tests.of(node, of.own(), of.partners(), params.minTermSize()));
          });
    }
    return new Enrichment(pairs.labels(), annotations, List.copyOf(all));
  }

  private static BitSet background(
      Background which, GenePairs pairs, SparseMatrix links, ExpressedGenes expressed) {
    BitSet genes = new BitSet();
    switch (which) {
      case ANNOTATED -> genes.set(0, pairs.genes().size());
      case PAIRS -> behindNodes(pairs).values().forEach(of -> genes.or(of.all()));
      case EXPRESSED -> {
        BitSet all = new BitSet();
        IntStream.range(0, pairs.genes().size()).filter(expressed::contains).forEach(all::set);
        all.stream().filter(g -> Urn.homologs(g, links, all).length > 0).forEach(genes::set);
      }
    }
    return genes;
  }

  /**
   * The genes behind the mappings of a node.
   *
   * @param own those of its species
   * @param partners for each of them, its partners in the gene pairs
   */
  private record Behind(BitSet own, Map<Integer, BitSet> partners) {
    void add(int gene, int partner) {
      own.set(gene);
      partners.computeIfAbsent(gene, g -> new BitSet()).set(partner);
    }

    BitSet all() {
      BitSet both = (BitSet) own.clone();
      partners.values().forEach(both::or);
      return both;
    }
  }

  private static Map<Integer, Behind> behindNodes(GenePairs pairs) {
    Map<Integer, Behind> behind = new TreeMap<>();
    for (GenePairs.Mapping mapping : pairs.mappings()) {
      Behind a = behind.computeIfAbsent(mapping.nodeA(), Enrichment::nothing);
      Behind b = behind.computeIfAbsent(mapping.nodeB(), Enrichment::nothing);
      for (GenePairs.GenePair pair : mapping.pairs()) {
        a.add(pair.geneA(), pair.geneB());
        b.add(pair.geneB(), pair.geneA());
      }
    }
    return behind;
  }

  private static Behind nothing(int node) {
    return new Behind(new BitSet(), new HashMap<>());
  }

  /** Writes a line for every term of every node. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node").text("term").text("description").text("p").text("minus_log10_p");
          table.text("q").text("drawn_with_term").text("drawn").text("background_with_term");
          table.text("background").text("gene_names").endRow();
          terms.forEach(e -> write(e, table));
        });
  }

  private void write(Enriched e, Tsv table) {
    table.text(labels.nodes().get(e.node).name()).text(annotations.terms().get(e.term));
    table.text(annotations.descriptions().get(e.term));
    table.number(LogProbability.value(e.logP)).number(LogProbability.minusLog10(e.logP));
    table.probability(e.q).number(e.hits).number(e.drawn);
    table.number(e.withTerm).number(e.population).text(names(e.genes)).endRow();
  }

  private String names(int[] genes) {
    return IntStream.of(genes)
        .mapToObj(g -> annotations.genes().name(g))
        .collect(Collectors.joining(";"));
  }
}
