package org.samap.core.homology.graph;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.CodePoints;

/**
 * Collects genes and links between them, in any order, to a homology graph. Of several links
 * between two genes the heaviest counts; one of weight 0 is none.
 */
public final class LinkCollector {
  private final List<String> species;
  private final NameTable names = new NameTable(); // with their prefixes
  private final List<Integer> speciesOf = new ArrayList<>(); // of every name
  private final EntryList links = new EntryList(); // from the lower name to the higher

  public LinkCollector(List<String> species) {
    this.species = List.copyOf(species);
  }

  /** The number of a gene, which is in the graph even if it gets no link. */
  public int gene(String id, String name) {
    byte[] bytes = GeneAxis.prefixed(id, name).getBytes(StandardCharsets.UTF_8);
    int gene = names.intern(bytes, 0, bytes.length);
    if (gene == speciesOf.size()) {
      speciesOf.add(species.indexOf(id));
    }
    return gene;
  }

  public void link(int gene, int other, float weight) {
    if (weight > 0) {
      links.add(Math.min(gene, other), Math.max(gene, other), weight);
    }
  }

  /** Adds the links between some species of a graph, and all genes of these. */
  public void add(HomologyGraph graph, Set<TwoSpecies> taken) {
    GeneAxis genes = graph.genes();
    List<String> ids = genes.species();
    boolean[][] between = new boolean[ids.size()][ids.size()];
    int[] numbers = new int[genes.size()];
    for (int s = 0; s < ids.size(); s++) {
      String id = ids.get(s);
      for (int other = 0; other < ids.size(); other++) {
        between[s][other] = s != other && taken.contains(new TwoSpecies(id, ids.get(other)));
      }
      if (taken.stream().anyMatch(two -> two.has(id))) {
        for (int g = genes.start(s); g < genes.end(s); g++) {
          numbers[g] = gene(id, genes.name(g));
        }
      }
    }
    SparseMatrix edges = graph.edges();
    for (int g = 0; g < numbers.length; g++) {
      boolean[] from = between[genes.speciesOf(g)];
      for (int p = edges.offset(g); p < edges.offset(g + 1); p++) {
        int other = edges.index(p);
        if (other > g && from[genes.speciesOf(other)]) {
          link(numbers[g], numbers[other], edges.value(p));
        }
      }
    }
  }

  /** Species as given, genes by code point within a species. O(links log links). */
  public HomologyGraph graph() {
    List<List<String>> ofSpecies = new ArrayList<>();
    species.forEach(_ -> ofSpecies.add(new ArrayList<>()));
    for (int n = 0; n < names.size(); n++) {
      ofSpecies.get(speciesOf.get(n)).add(names.text(n));
    }
    ofSpecies.forEach(list -> list.sort(CodePoints::compare));
    GeneAxis genes = GeneAxis.of(species, ofSpecies);
    int[] order = new int[genes.size()];
    IntStream.range(0, names.size()).forEach(n -> order[genes.indexOf(names.text(n))] = n);
    SparseMatrix once = links.matrix(names.size(), names.size(), Hsps.BEST);
    return new HomologyGraph(genes, symmetric(once).select(order, order));
  }

  /** The same entries, and those with row and column exchanged. */
  static SparseMatrix symmetric(SparseMatrix later) {
    SparseMatrix earlier = later.transpose();
    SparseMatrix.Builder both = SparseMatrix.builder(later.rows(), later.rows());
    for (int row = 0; row < later.rows(); row++) {
      for (SparseMatrix part : List.of(earlier, later)) {
        for (int p = part.offset(row); p < part.offset(row + 1); p++) {
          both.add(part.index(p), part.value(p));
        }
      }
      both.endRow();
    }
    return both.build();
  }
}
