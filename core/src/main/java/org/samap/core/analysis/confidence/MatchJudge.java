package org.samap.core.analysis.confidence;

import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.LinkPreference;
import org.samap.core.analysis.scores.ReciprocalBest;
import org.samap.core.run.Workers;

/** Collects the evidence for each match, which {@link MatchConfidence} defines. */
final class MatchJudge {
  private final MatchEvidence evidence;
  private final MatchConfidence.Params params;
  private final Workers workers;
  private final LinkPreference last;
  private final LinkPreference first;
  private final ReciprocalBest best;
  private final TypeSimilarity similarity;

  MatchJudge(MatchEvidence evidence, MatchConfidence.Params params, Workers workers) {
    this.evidence = evidence;
    this.params = params;
    this.workers = workers;
    MappedCells cells = evidence.cells();
    CellLabels labels = evidence.genes().labels();
    this.last = LinkPreference.of(cells.last(), labels, cells.crossK());
    this.first = LinkPreference.of(cells.first(), labels, cells.crossK());
    this.best = ReciprocalBest.of(last.scores(), labels);
    this.similarity =
        new TypeSimilarity(
            cells.projections(), labels, params.nearest(), params.sample(), params.seed());
  }

  MatchConfidence.Match[] matches() {
    List<GenePairs.Mapping> found = evidence.pairs().mappings();
    int[] used =
        found.stream()
            .flatMapToInt(m -> IntStream.of(m.nodeA(), m.nodeB()))
            .distinct()
            .sorted()
            .toArray();
    double[] own = new double[evidence.genes().labels().nodes().size()];
    double[] relative = new double[own.length];
    workers.forEach(
        used.length,
        i -> {
          own[used[i]] = similarity.of(used[i], used[i]);
          relative[used[i]] = similarity.toNearestRelative(used[i]);
        });
    MatchConfidence.Match[] matches = new MatchConfidence.Match[found.size()];
    workers.forEach(matches.length, i -> matches[i] = match(found.get(i), own, relative));
    return matches;
  }

  private MatchConfidence.Match match(GenePairs.Mapping mapping, double[] own, double[] relative) {
    int a = mapping.nodeA();
    int b = mapping.nodeB();
    MarkerSupport.Sides support = MarkerSupport.of(evidence, mapping, params);
    return new MatchConfidence.Match(
        a,
        b,
        last.score(a, b),
        first.score(a, b),
        best.are(a, b),
        side(a, b, own[a], relative[a], support.a()),
        side(b, a, own[b], relative[b], support.b()),
        mapping.pairs().size());
  }

  private MatchConfidence.MatchSide side(
      int node, int other, double own, double relative, MarkerSupport support) {
    return new MatchConfidence.MatchSide(
        last.directed()[node][other],
        last.preference(node, other),
        similarity.of(node, other),
        own,
        relative,
        support.markers(),
        support.supporting(),
        support.refined());
  }
}
