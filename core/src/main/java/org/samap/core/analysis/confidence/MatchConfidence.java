package org.samap.core.analysis.confidence;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.UnitInterval;
import org.samap.core.analysis.scores.LinkPreference;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Whether two cell types that map to each other are the same, or only each other's nearest. The
 * rows of the mapped graph are normalised: a type without a counterpart spends its edges on its
 * nearest relative and scores as high as true pairs do. So the confidence is made of what the graph
 * does not tell, three pieces of evidence from 0 to 1:
 *
 * <ul>
 *   <li><b>similarity</b>: how near the cells of both types are to each other in the projection of
 *       all species, compared with how near they are to their own type. Of each side the mean
 *       cosine to the nearest cells of the other type, divided by that to the nearest cells of the
 *       own type ({@link TypeSimilarity}), at least 0 and at most 1; of both sides the geometric
 *       mean.
 *   <li><b>support</b>: which share of the best markers of a type that have a homolog in the other
 *       species is in a gene pair of the match ({@link MarkerSupport}); of both sides the geometric
 *       mean.
 *   <li><b>preference</b>: whether each of the types has no better partner than the other ({@link
 *       LinkPreference}); of both sides the smaller one.
 * </ul>
 *
 * <pre>confidence = cube root of (similarity x support x preference)</pre>
 *
 * <p>It is 0 if any of them is: a type of one cell has no markers, and none of its matches any
 * confidence. The score has no part in it, nor have the other columns of the table: what was tried,
 * and how well the rule tells planted pairs from others, is in {@code docs/analysis.md}.
 *
 * <p>Time: for every match and type twice O(sample^2 x components), in parallel (0.13 s for 1000
 * cells in 200 components). The same for any number of threads.
 *
 * @param labels the nodes
 * @param matches by falling confidence, equal ones in the order of the nodes
 */
public record MatchConfidence(CellLabels labels, List<Match> matches) {
  private static final List<String> SIDE_COLUMNS =
      List.of(
          "directed_score",
          "preference",
          "linked_similarity",
          "own_similarity",
          "relative_similarity",
          "markers",
          "supporting_markers",
          "refined_weight");

  /**
   * The choices.
   *
   * @param nearest how many nearest cells of a type a cell is compared with (20)
   * @param sample so many cells stand for a type that has more (1000)
   * @param markers how many of the best markers of a type are looked at (50)
   * @param maxP markers have a p value below this (0.01)
   * @param seed of the sample (0)
   */
  public record Params(int nearest, int sample, int markers, double maxP, long seed) {
    public Params {
      requireCount("nearest", nearest, 1);
      requireCount("sample", sample, 2);
      requireCount("markers", markers, 1);
      UnitInterval.check("max_p", maxP, 0);
    }

    private static void requireCount(String name, int value, int least) {
      if (value < least) {
        throw InputException.about(
            name, "%s is %d; give a number of at least %d".formatted(name, value, least));
      }
    }

    public static Params defaults() {
      return new Params(20, 1000, 50, 0.01, 0);
    }

    public Params withNearest(int n) {
      return new Params(n, sample, markers, maxP, seed);
    }

    public Params withSample(int n) {
      return new Params(nearest, n, markers, maxP, seed);
    }

    public Params withMarkers(int n) {
      return new Params(nearest, sample, n, maxP, seed);
    }

    public Params withMaxP(double p) {
      return new Params(nearest, sample, markers, p, seed);
    }

    public Params withSeed(long newSeed) {
      return new Params(nearest, sample, markers, maxP, newSeed);
    }
  }

  /**
   * Two nodes of different species.
   *
   * @param score their mapping score
   * @param first the same in the first iteration
   * @param reciprocalBest whether each has its largest score with the other
   * @param a what speaks for the match on the side of the first node
   * @param genePairs how many gene pairs join the nodes
   */
  public record Match(
      int nodeA,
      int nodeB,
      double score,
      double first,
      boolean reciprocalBest,
      MatchSide a,
      MatchSide b,
      int genePairs) {

    /** The cube root of similarity, support and preference together, 0 to 1. */
    public double confidence() {
      return StrictMath.cbrt(similarity() * support() * preference());
    }

    public double similarity() {
      return Math.sqrt(a.similarity() * b.similarity());
    }

    public double support() {
      return Math.sqrt(a.support() * b.support());
    }

    public double preference() {
      return Math.min(a.preference, b.preference);
    }
  }

  /**
   * One of the nodes of a match.
   *
   * @param directed the part of its edges that lead to the other node, 0 to 1
   * @param preference for the other node
   * @param linked mean cosine of its cells to the nearest cells of the other node
   * @param own the same to its own cells; 1 for a cell alone
   * @param relative the same to the nearest other node of its species; 0 if there is none
   * @param markers of its best markers, how many have a homolog: as many as were asked for at most
   * @param supporting how many of these are in a gene pair of the match
   * @param refined the mean weight of the strongest refined edges of these markers
   */
  public record MatchSide(
      double directed,
      double preference,
      double linked,
      double own,
      double relative,
      int markers,
      int supporting,
      double refined) {

    /** How near the other node is, in parts of how near the node is to itself. */
    public double similarity() {
      return own > 0 ? Math.clamp(linked / own, 0, 1) : 0;
    }

    /** The share of the markers that support the match; 0 without markers. */
    public double support() {
      return markers == 0 ? 0 : (double) supporting / markers;
    }
  }

  /** Judges every match of the evidence. */
  public static MatchConfidence of(MatchEvidence evidence, Params params, Workers workers) {
    return new MatchConfidence(
        evidence.genes().labels(),
        Stream.of(new MatchJudge(evidence, params, workers).matches())
            .sorted(Comparator.comparingDouble(m -> -m.confidence()))
            .toList());
  }

  /** Writes a line for every match. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("confidence");
          table.text("similarity").text("support").text("preference");
          table.text("score").text("first_score").text("gain").text("reciprocal_best");
          table.text("gene_pairs");
          for (String column : SIDE_COLUMNS) {
            table.text(column + "_a").text(column + "_b");
          }
          table.endRow();
          matches.forEach(match -> write(match, table));
        });
  }

  private void write(Match m, Tsv table) {
    table.text(labels.nodes().get(m.nodeA).name()).text(labels.nodes().get(m.nodeB).name());
    table.number(m.confidence());
    table.number(m.similarity()).number(m.support()).number(m.preference());
    table.number(m.score).number(m.first).number(m.score - m.first);
    table.text(m.reciprocalBest ? "yes" : "no").number(m.genePairs);
    table.number(m.a.directed).number(m.b.directed);
    table.number(m.a.preference).number(m.b.preference);
    table.number(m.a.linked).number(m.b.linked);
    table.number(m.a.own).number(m.b.own);
    table.number(m.a.relative).number(m.b.relative);
    table.number(m.a.markers).number(m.b.markers);
    table.number(m.a.supporting).number(m.b.supporting);
    table.number(m.a.refined).number(m.b.refined).endRow();
  }
}
