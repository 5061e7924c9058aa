package org.samap.core.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.homology.graph.HomologyGraph;
import org.samap.core.matrix.SparseMatrix;

/** What a {@link Stress} does to the links between genes. */
final class LinkStress {
  private final GeneAxis genes;
  private final List<Link> links = new ArrayList<>();

  /** A link from a gene to one of a later species. */
  private record Link(int gene, int other, float weight) {
    Link turned() {
      return new Link(/* gene= */ other, /* other= */ gene, weight);
    }
  }

  private LinkStress(HomologyGraph graph) {
    genes = graph.genes();
    SparseMatrix edges = graph.edges();
    for (int g = 0; g < genes.size(); g++) {
      for (int p = edges.offset(g); p < edges.offset(g + 1); p++) {
        if (edges.index(p) > g) {
          links.add(new Link(g, edges.index(p), edges.value(p)));
        }
      }
    }
  }

  static HomologyGraph removed(HomologyGraph graph, double share, long seed) {
    LinkStress all = new LinkStress(graph);
    int[] order = all.order("links removed", seed, 0);
    List<Link> kept = new ArrayList<>();
    for (int i = (int) Math.rint(share * order.length); i < order.length; i++) {
      kept.add(all.links.get(order[i]));
    }
    return all.graph(kept);
  }

  /**
   * The chosen links of two species pass their other ends on. Where a link comes to lie on another
   * one, the heavier of the two remains.
   */
  static HomologyGraph rewired(HomologyGraph graph, double share, long seed) {
    LinkStress all = new LinkStress(graph);
    List<Link> now = new ArrayList<>();
    int species = all.genes.species().size();
    for (int a = 0; a < species; a++) {
      for (int b = a + 1; b < species; b++) {
        all.rewire(a, b, share, seed, now);
      }
    }
    return all.graph(now);
  }

  private void rewire(int a, int b, double share, long seed, List<Link> to) {
    int[] own =
        IntStream.range(0, links.size())
            .filter(i -> genes.speciesOf(links.get(i).gene) == a)
            .filter(i -> genes.speciesOf(links.get(i).other) == b)
            .toArray();
    Draws draws = Draws.of(seed, "links made wrong", (long) a * genes.species().size() + b);
    draws.shuffle(own);
    int chosen = (int) Math.rint(share * own.length);
    int[] ends = IntStream.range(0, chosen).map(i -> links.get(own[i]).other).toArray();
    draws.shuffle(ends);
    for (int i = 0; i < own.length; i++) {
      Link link = links.get(own[i]);
      to.add(i < chosen ? new Link(link.gene, ends[i], link.weight) : link);
    }
  }

  private int[] order(String purpose, long seed, long index) {
    int[] order = IntStream.range(0, links.size()).toArray();
    Draws.of(seed, purpose, index).shuffle(order);
    return order;
  }

  private HomologyGraph graph(List<Link> kept) {
    List<List<Link>> ofGene = new ArrayList<>();
    IntStream.range(0, genes.size()).forEach(_ -> ofGene.add(new ArrayList<>()));
    for (Link link : kept) {
      ofGene.get(link.gene).add(link);
      ofGene.get(link.other).add(link.turned());
    }
    SparseMatrix.Builder edges = SparseMatrix.builder(genes.size(), genes.size());
    float[] heaviest = new float[genes.size()];
    for (List<Link> own : ofGene) {
      own.forEach(link -> heaviest[link.other] = Math.max(heaviest[link.other], link.weight));
      for (Link link : own) {
        if (heaviest[link.other] > 0) {
          edges.add(link.other, heaviest[link.other]);
          heaviest[link.other] = 0;
        }
      }
      edges.endRow();
    }
    return new HomologyGraph(genes, edges.build());
  }
}
