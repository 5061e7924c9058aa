package org.samap.cuda.links;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.GeneEdges;
import org.samap.core.engine.GeneView;
import org.samap.core.matrix.SpeciesAxis;

/**
 * The genes that have an edge, numbered 0, 1, ... species by species, and the edges between them.
 * Inside a species the numbers rise with the genes of the data, so they rise in every row of
 * expression.
 *
 * @param axis the range of each species' linked genes
 * @param views the linked genes of each species, by these numbers
 * @param first for every edge, the gene of the earlier species
 * @param second for every edge, the gene of the later species
 * @param given for every edge, its place among the edges that were given
 * @param pairs the range of edges of each pair of species; inside it first genes rise
 */
record LinkedGenes(
    SpeciesAxis axis,
    List<GeneView> views,
    int[] first,
    int[] second,
    int[] given,
    List<GeneEdges.Pair> pairs) {

  static LinkedGenes of(List<GeneView> views, GeneEdges edges) {
    boolean[] linked = edges.linked();
    int[] number = new int[linked.length];
    Arrays.fill(number, -1);
    int[] sizes = new int[views.size()];
    List<GeneView> renumbered = new ArrayList<>();
    for (int s = 0, next = 0; s < sizes.length; s++) {
      int start = next;
      for (int g : views.get(s).numbers()) {
        if (g >= 0 && linked[g]) {
          number[g] = next++;
        }
      }
      for (int g = edges.genes().start(s); g < edges.genes().end(s); g++) {
        if (linked[g] && number[g] < 0) {
          number[g] = next++; // the data do not have it
        }
      }
      sizes[s] = next - start;
      int[] numbers = views.get(s).numbers().clone();
      Arrays.setAll(numbers, g -> numbers[g] < 0 ? -1 : number[numbers[g]]);
      renumbered.add(new GeneView(views.get(s).expression(), numbers));
    }
    int[] given = byFirstGene(edges, number);
    return new LinkedGenes(
        SpeciesAxis.ofSizes(sizes),
        renumbered,
        Arrays.stream(given).map(e -> number[edges.first()[e]]).toArray(),
        Arrays.stream(given).map(e -> number[edges.second()[e]]).toArray(),
        given,
        edges.pairs());
  }

  private static int[] byFirstGene(GeneEdges edges, int[] number) {
    long[] keys = new long[edges.size()]; // first gene << 32 | edge
    for (int e = 0; e < keys.length; e++) {
      keys[e] = ((long) number[edges.first()[e]] << 32) | e;
    }
    for (GeneEdges.Pair pair : edges.pairs()) {
      Arrays.sort(keys, pair.from(), pair.to());
    }
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  int total() {
    return axis.total();
  }

  int edges() {
    return first.length;
  }

  /** Puts values of the edges here into the order of the edges that were given. */
  double[] inGivenOrder(double[] values) {
    double[] out = new double[values.length];
    for (int e = 0; e < out.length; e++) {
      out[given[e]] = values[e];
    }
    return out;
  }

  /** The first edge of a pair whose first gene is at least {@code gene}. */
  int firstEdge(GeneEdges.Pair pair, int gene) {
    int low = pair.from();
    int high = pair.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (first[middle] < gene) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
