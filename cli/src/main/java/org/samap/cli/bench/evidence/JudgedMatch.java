package org.samap.cli.bench.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.Node;
import org.samap.core.analysis.scores.MappingScores;
import org.samap.core.simulate.TypeTruth;

/**
 * The best match of a cell type (the largest score; ties to the first by name), and the truth.
 *
 * @param of the case
 * @param method the method that found it
 * @param kind what the type is
 * @param right whether the partner is the same type
 * @param alone whether the partner has no counterpart either
 * @param score 0 if the type has no partner at all; then it is its own partner
 * @param judgement what the method says of the match
 */
record JudgedMatch(
    Place of,
    String method,
    Node node,
    TypeTruth.Kind kind,
    Node partner,
    boolean right,
    boolean alone,
    double score,
    MethodResult.Judgement judgement) {
  static final String REAL = "real";
  static final String INSUFFICIENT = "insufficient";

  static final List<String> COLUMNS =
      List.of(
          "data",
          "case",
          "seed",
          "method",
          "type",
          "kind",
          "partner",
          "right",
          "score",
          "verdict",
          "confidence",
          "q_labels",
          "q_links",
          "change");

  /** A case without its data. */
  record Place(String data, String row, long seed) {}

  /** The matches of all types that the truth says something about. */
  static List<JudgedMatch> of(StressedCase stressed, MethodResult result) {
    CellLabels labels = result.labels();
    double[][] scores = MappingScores.of(result.edges(), labels, result.crossK(), 0).scores();
    List<JudgedMatch> matches = new ArrayList<>();
    for (int node = 0; node < scores.length; node++) {
      Node type = labels.nodes().get(node);
      TypeTruth.Kind kind = stressed.kind(type);
      if (kind != TypeTruth.Kind.FEW) {
        int best = node;
        for (int other = 0; other < scores.length; other++) {
          best = scores[node][other] > scores[node][best] ? other : best;
        }
        Node partner = labels.nodes().get(best);
        matches.add(
            new JudgedMatch(
                new Place(stressed.data(), stressed.row(), stressed.seed()),
                result.method(),
                type,
                kind,
                partner,
                best != node && stressed.same(type, partner),
                best != node && stressed.lacksCounterpart(partner),
                scores[node][best],
                result.judgement(node, best)));
      }
    }
    return matches;
  }

  /** Whether the type has a counterpart. */
  boolean shared() {
    return kind == TypeTruth.Kind.SHARED;
  }

  /** Whether the type has any partner. */
  boolean matched() {
    return score > 0;
  }

  OptionalDouble confidence() {
    return judgement.confidence();
  }

  /** Whether the match is called real. */
  boolean passes() {
    return judgement.verdict().equals(Optional.of(REAL));
  }

  /** Whether too little is known for a confidence. */
  boolean unknown() {
    return judgement.verdict().equals(Optional.of(INSUFFICIENT));
  }

  List<String> fields() {
    return List.of(
        of.data,
        of.row,
        Long.toString(of.seed),
        method,
        node.name(),
        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        matched() ? partner.name() : EvidenceTable.NONE,
        right ? "yes" : "no",
        String.format(Locale.ROOT, "%.3f", score),
        judgement.verdict().orElse(EvidenceTable.NONE),
        text(confidence()),
        text(judgement.labelQ()),
        text(judgement.linkQ()),
        text(judgement.change()));
  }

  private static String text(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.3f", value.getAsDouble())
        : EvidenceTable.NONE;
  }
}
