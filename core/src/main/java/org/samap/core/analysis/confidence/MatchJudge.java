package org.samap.core.analysis.confidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.genes.GenePairs;
import org.samap.core.analysis.scores.DirectedScores;
import org.samap.core.analysis.scores.ReciprocalBest;
import org.samap.core.run.Workers;

/** Collects the evidence for each match, which {@link MatchConfidence} defines. */
final class MatchJudge {
  private final MatchEvidence evidence;
  private final Workers workers;
  private final DirectedScores last;
  private final DirectedScores first;
  private final ReciprocalBest best;
  private final TypeSimilarity similarity;

  MatchJudge(MatchEvidence evidence, MatchConfidence.Params params, Workers workers) {
    this.evidence = evidence;
    this.workers = workers;
    MappedCells cells = evidence.cells();
    CellLabels labels = evidence.genes().labels();
    this.last = DirectedScores.of(cells.last(), labels, cells.crossK());
    this.first = DirectedScores.of(cells.first(), labels, cells.crossK());
    this.best = ReciprocalBest.of(last.scores(), labels);
    this.similarity =
        new TypeSimilarity(
            cells.projections(), labels, params.nearest(), params.sample(), params.seed());
  }

  private record SpeciesPair(int a, int b) {}

  /** The matches, two species after the other. */
  List<MatchConfidence.Match> matches() {
    int[] speciesOf = evidence.genes().labels().speciesOf();
    Map<SpeciesPair, List<GenePairs.NodePair>> bySpecies = new LinkedHashMap<>();
    for (GenePairs.NodePair match : evidence.matches()) {
      bySpecies
          .computeIfAbsent(
              new SpeciesPair(speciesOf[match.a()], speciesOf[match.b()]), _ -> new ArrayList<>())
          .add(match);
    }
    double[] own = own();
    TypeProfiles profiles = TypeProfiles.of(evidence.genes(), workers);
    List<MatchConfidence.Match> all = new ArrayList<>();
    bySpecies.forEach((pair, matches) -> all.addAll(judged(pair, matches, own, profiles)));
    return all;
  }

  /** How similar the cells of each node of a match are to each other. */
  private double[] own() {
    int[] used =
        evidence.matches().stream()
            .flatMapToInt(m -> IntStream.of(m.a(), m.b()))
            .distinct()
            .sorted()
            .toArray();
    double[] own = new double[evidence.genes().labels().nodes().size()];
    workers.forEach(used.length, i -> own[used[i]] = similarity.of(used[i], used[i]));
    return own;
  }

  private List<MatchConfidence.Match> judged(
      SpeciesPair pair, List<GenePairs.NodePair> matches, double[] own, TypeProfiles profiles) {
    MatchedSpecies species =
        new MatchedSpecies(evidence.genes(), profiles, pair.a, pair.b, workers);
    List<MatchedSpecies.Missing> missing = species.missing(matches, workers);
    double[] least = species.leastMissing(missing);
    MatchConfidence.Match[] judged = new MatchConfidence.Match[matches.size()];
    workers.forEach(
        judged.length,
        i -> {
          int a = matches.get(i).a();
          int b = matches.get(i).b();
          MatchConfidence.MatchSide sideA = side(a, b, own[a], missing.get(i).a());
          MatchConfidence.MatchSide sideB = side(b, a, own[b], missing.get(i).b());
          double similar = Math.sqrt(sideA.similarity() * sideB.similarity());
          judged[i] =
              new MatchConfidence.Match(
                  a,
                  b,
                  last.score(a, b),
                  first.score(a, b),
                  best.are(a, b),
                  sideA,
                  sideB,
                  species.judge(matches.get(i), similar, missing.get(i), least));
        });
    return List.of(judged);
  }

  private MatchConfidence.MatchSide side(int node, int other, double own, MissingGenes missing) {
    return new MatchConfidence.MatchSide(
        last.directed()[node][other],
        similarity.of(node, other),
        own,
        missing.tested()[0],
        missing.missing()[0]);
  }
}
