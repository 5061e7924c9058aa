package org.samap.core.analysis.confidence;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.genes.Markers;
import org.samap.core.matrix.SparseMatrix;

/**
 * How many markers of a node support its match. Of the node's best markers with a homolog in the
 * other species, it counts those in a gene pair of the match.
 *
 * @param markers the number of best markers with a homolog, at most as many as were asked for
 * @param supporting the number of these in a gene pair
 * @param refined the mean weight of these markers' strongest refined edges to the other species; 0
 *     without markers
 */
record MarkerSupport(int markers, int supporting, double refined) {

  /** The support of both nodes of a match. */
  record Sides(MarkerSupport a, MarkerSupport b) {}

  /** O(genes of both species + their edges). */
  static Sides of(MatchEvidence evidence, GenePairs.Mapping match, MatchConfidence.Params params) {
    Set<Integer> a =
        match.pairs().stream().map(GenePairs.GenePair::geneA).collect(Collectors.toSet());
    Set<Integer> b =
        match.pairs().stream().map(GenePairs.GenePair::geneB).collect(Collectors.toSet());
    return new Sides(
        side(evidence, match.nodeA(), match.nodeB(), a, params),
        side(evidence, match.nodeB(), match.nodeA(), b, params));
  }

  private static MarkerSupport side(
      MatchEvidence evidence,
      int node,
      int other,
      Set<Integer> paired,
      MatchConfidence.Params params) {
    MappedGenes data = evidence.genes();
    int to = data.labels().speciesOf()[other];
    int[] best = bestMarkers(evidence, node, to, params);
    if (best.length == 0) {
      return new MarkerSupport(0, 0, 0);
    }
    double sum = 0;
    int supporting = 0;
    for (int gene : best) {
      sum += strongest(data, data.refined(), gene, to);
      supporting += paired.contains(gene) ? 1 : 0;
    }
    return new MarkerSupport(best.length, supporting, sum / best.length);
  }

  /** The markers with the largest scores, of those with a homolog in a species. */
  private static int[] bestMarkers(
      MatchEvidence evidence, int node, int to, MatchConfidence.Params params) {
    MappedGenes data = evidence.genes();
    int species = data.labels().speciesOf()[node];
    int start = data.genes().start(species);
    Markers markers = evidence.markers().get(species);
    double logMaxP = StrictMath.log(params.maxP());
    return IntStream.range(start, data.genes().end(species))
        .filter(g -> markers.score(node, g - start) > 0)
        .filter(g -> markers.logP(node, g - start) < logMaxP)
        .filter(g -> strongest(data, data.sequence(), g, to) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(g -> -markers.score(node, g - start)))
        .limit(params.markers())
        .mapToInt(g -> g)
        .toArray();
  }

  /** The largest weight of a gene's edges to a species; 0 if it has none. */
  private static float strongest(MappedGenes data, SparseMatrix edges, int gene, int species) {
    float largest = 0;
    for (int p = edges.offset(gene); p < edges.offset(gene + 1); p++) {
      int h = edges.index(p);
      if (h >= data.genes().start(species) && h < data.genes().end(species)) {
        largest = Math.max(largest, edges.value(p));
      }
    }
    return largest;
  }
}
