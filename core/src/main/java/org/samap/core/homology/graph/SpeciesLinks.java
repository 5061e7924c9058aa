package org.samap.core.homology.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * What the homology graph says of two species.
 *
 * @param links edges between them
 * @param first of the one species
 * @param second of the other
 */
public record SpeciesLinks(int links, Linked first, Linked second) {

  /**
   * The genes of a species in its links to another.
   *
   * @param species its id
   * @param genes genes of the species in the graph, whatever they are linked to
   * @param linked those with a link to the other species
   * @param mostLinks the most such links of a gene
   */
  public record Linked(String species, int genes, int linked, int mostLinks) {}

  /** Each two species, in the order of the graph. O(species squared x edges). */
  public static List<SpeciesLinks> of(HomologyGraph graph) {
    int n = graph.genes().species().size();
    List<SpeciesLinks> all = new ArrayList<>();
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        int[] degrees = degrees(graph, a, b);
        int links = 0;
        for (int degree : degrees) {
          links += degree;
        }
        all.add(
            new SpeciesLinks(
                links, linked(graph, a, degrees), linked(graph, b, degrees(graph, b, a))));
      }
    }
    return all;
  }

  /** Links of each gene of a species to another species. */
  private static int[] degrees(HomologyGraph graph, int species, int other) {
    GeneAxis genes = graph.genes();
    int[] degrees = new int[genes.namesOf(species).size()];
    for (int g = 0; g < degrees.length; g++) {
      int row = genes.start(species) + g;
      for (int p = graph.edges().offset(row); p < graph.edges().offset(row + 1); p++) {
        int partner = graph.edges().index(p);
        degrees[g] += partner >= genes.start(other) && partner < genes.end(other) ? 1 : 0;
      }
    }
    return degrees;
  }

  private static Linked linked(HomologyGraph graph, int species, int[] degrees) {
    int linked = 0;
    int most = 0;
    for (int degree : degrees) {
      linked += degree > 0 ? 1 : 0;
      most = Math.max(most, degree);
    }
    return new Linked(graph.genes().species().get(species), degrees.length, linked, most);
  }
}
