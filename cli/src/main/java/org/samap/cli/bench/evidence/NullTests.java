package org.samap.cli.bench.evidence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.ExpressedGenes;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.confidence.MatchEvidence;
import org.samap.core.analysis.genes.Enrichment;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.LinkNull;
import org.samap.core.annotation.Annotations;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.RandomStream;
import org.samap.core.run.Workers;

/** Puts questions to a mapped case whose answer should be no. */
final class NullTests {
  private static final String LABELS = "q of scores";
  private static final int TERM_PAIRS = 100;
  private static final int GROUPS = 4;

  private final String data;
  private final MappedCase mapped;
  private final NullCounts counts;

  NullTests(String data, MappedCase mapped, NullCounts counts) {
    this.data = data;
    this.mapped = mapped;
    this.counts = counts;
  }

  /** Labels that have nothing to do with the cells, and labels that only follow clusters. */
  void labels(int trials, long seed) {
    CellLabels clusters = mapped.clusters();
    for (int t = 0; t < trials; t++) {
      RandomStream random = RandomStream.of(seed, "labels of null tests", t);
      add("labels shuffled among the cells", shuffled(mapped.labels(), random), t);
      add("random groups of clusters", grouped(clusters, random), t);
    }
  }

  /** The true labels, where no link is right. */
  void withoutHomology() {
    add(EvidenceSize.NO_HOMOLOGY, mapped.labels(), 0);
  }

  /** The true labels against permuted links, where no link is right. */
  void withoutHomology(LinkNull links) {
    counts.add(
        new NullCounts.Key(data, "q_links of scores", EvidenceSize.NO_HOMOLOGY),
        links.pairs().stream().map(pair -> new NullCounts.Tested(pair.p(), pair.q())).toList(),
        links.pairs().size());
  }

  private void add(String hypothesis, CellLabels labels, long seed) {
    List<NullCounts.Tested> tested =
        mapped.statistics(labels, seed).rows().stream()
            .map(row -> new NullCounts.Tested(row.p(), row.q()))
            .toList();
    counts.add(new NullCounts.Key(data, LABELS, hypothesis), tested, tested.size());
  }

  private static CellLabels shuffled(CellLabels labels, RandomStream random) {
    return relabelled(
        labels,
        (species, names) -> {
          List<String> shuffled = new ArrayList<>(names);
          shuffle(shuffled, random);
          return shuffled;
        });
  }

  /** Every cluster goes to one of a few groups. */
  private static CellLabels grouped(CellLabels clusters, RandomStream random) {
    return relabelled(
        clusters,
        (species, names) -> {
          List<String> distinct = new ArrayList<>(names.stream().distinct().sorted().toList());
          shuffle(distinct, random);
          return names.stream().map(n -> "group" + distinct.indexOf(n) % GROUPS).toList();
        });
  }

  private static void shuffle(List<String> items, RandomStream random) {
    for (int i = items.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String item = items.get(i);
      items.set(i, items.get(j));
      items.set(j, item);
    }
  }

  /** Gives the cells of a species other labels. */
  private interface Relabelling {
    List<String> of(int species, List<String> labels);
  }

  private static CellLabels relabelled(CellLabels labels, Relabelling change) {
    List<String> ids = new ArrayList<>();
    List<List<String>> now = new ArrayList<>();
    for (int s = 0; s < labels.cells().species(); s++) {
      int species = s;
      ids.add(
          IntStream.range(0, labels.nodes().size())
              .filter(n -> labels.speciesOf()[n] == species)
              .mapToObj(n -> labels.nodes().get(n).species())
              .findFirst()
              .orElse("species" + s));
      now.add(
          change.of(
              s,
              IntStream.range(labels.cells().start(s), labels.cells().end(s))
                  .mapToObj(c -> labels.nodes().get(labels.nodeOf()[c]).label())
                  .toList()));
    }
    return CellLabels.of(ids, now);
  }

  /** Terms of random pairs of linked genes. */
  void enrichment(MatchEvidence evidence, int terms, long seed, Workers workers) {
    MappedGenes genes = evidence.genes();
    Annotations random = randomTerms(genes, terms, seed);
    ExpressedGenes expressed = ExpressedGenes.of(genes, workers);
    GenePairs pairs = mapped.pairs(evidence);
    enrichment("enrichment", pairs, genes, random, expressed, Enrichment.Params.defaults());
    enrichment(
        "enrichment as published",
        pairs,
        genes,
        random,
        expressed,
        Enrichment.Params.defaults()
            .withCount(Enrichment.Count.GENES)
            .withBackground(Enrichment.Background.ANNOTATED));
  }

  private void enrichment(
      String test,
      GenePairs pairs,
      MappedGenes genes,
      Annotations terms,
      ExpressedGenes expressed,
      Enrichment.Params params) {
    Enrichment found = Enrichment.of(pairs, terms, genes.homology(), expressed, params);
    Set<Integer> nodes = new HashSet<>();
    pairs.mappings().stream()
        .filter(m -> !m.pairs().isEmpty())
        .forEach(m -> nodes.addAll(List.of(m.nodeA(), m.nodeB())));
    for (int node : nodes.stream().sorted().toList()) {
      counts.add(
          new NullCounts.Key(data, test, "terms of random ortholog pairs"),
          found.terms().stream()
              .filter(e -> e.node() == node)
              .map(e -> new NullCounts.Tested(StrictMath.exp(e.logP()), e.q()))
              .toList(),
          terms.terms().size());
    }
  }

  /** Each term has {@value #TERM_PAIRS} of the heaviest links of the genes, both ends. */
  private static Annotations randomTerms(MappedGenes data, int terms, long seed) {
    SparseMatrix links = data.homology().sequence();
    int genes = data.genes().size();
    int[] linked =
        IntStream.range(0, data.genes().end(0)).filter(g -> links.rowLength(g) > 0).toArray();
    List<List<Integer>> termsOf = new ArrayList<>();
    IntStream.range(0, genes).forEach(_ -> termsOf.add(new ArrayList<>()));
    for (int t = 0; t < terms; t++) {
      RandomStream random = RandomStream.of(seed, "terms of null tests", t);
      Set<Integer> members = new HashSet<>();
      for (int i = 0; i < TERM_PAIRS; i++) {
        int gene = linked[random.nextInt(linked.length)];
        members.add(gene);
        members.add(heaviest(links, gene));
      }
      for (int gene : members) {
        termsOf.get(gene).add(t);
      }
    }
    List<String> names = IntStream.range(0, terms).mapToObj("term%05d"::formatted).toList();
    return new Annotations(
        data.genes(),
        names,
        names.stream().map(_ -> "").toList(),
        termsOf.stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  private static int heaviest(SparseMatrix links, int gene) {
    int best = links.offset(gene);
    for (int p = best; p < links.offset(gene + 1); p++) {
      best = links.value(p) > links.value(best) ? p : best;
    }
    return links.index(best);
  }
}
