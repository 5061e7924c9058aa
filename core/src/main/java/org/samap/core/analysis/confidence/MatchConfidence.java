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
 * Whether two cell types that map to each other are the same type or only nearest to each other.
 * The rows of the mapped graph are normalised, so a type without a counterpart gives its edges to
 * its nearest relative and scores as high as true pairs. The confidence therefore uses three pieces
 * of evidence that the graph does not contain, each from 0 to 1:
 *
 * <ul>
 *   <li><b>similarity</b>: how near the cells of both types are to each other in the projection of
 *       all species, compared with their own type. For each side it is the mean cosine to the
 *       nearest cells of the other type, divided by that of its own type ({@link TypeSimilarity})
 *       and limited to 0 to 1. The two sides are combined by the geometric mean.
 *   <li><b>support</b>: the share of a type's best markers that are in a gene pair of the match, of
 *       those with a homolog in the other species ({@link MarkerSupport}). The two sides are
 *       combined by the geometric mean.
 *   <li><b>preference</b>: whether neither type has a better partner ({@link LinkPreference}). The
 *       smaller side counts.
 * </ul>
 *
 * <pre>confidence = cube root of (similarity x support x preference)</pre>
 *
 * <p>It is 0 if any of the three is. A type of one cell has no markers, so its matches have
 * confidence 0. The score and the other columns of the table play no part. {@code docs/analysis.md}
 * says what was tried, and how well the rule tells planted pairs from others.
 *
 * <p>Time: twice O(sample^2 x components) for every match and type, in parallel (0.13 s for 1000
 * cells in 200 components). The result is the same for any number of threads.
 *
 * @param labels the nodes
 * @param matches by descending confidence, ties in the order of the nodes
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
   * The parameters.
   *
   * @param nearest the number of nearest cells of a type that a cell is compared with (20)
   * @param sample the most cells of a type; a larger type is sampled (1000)
   * @param markers the number of best markers of a type (50)
   * @param maxP markers have a p value below this (0.01)
   * @param seed the seed of the sample (0)
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
   * @param first their mapping score in the first iteration
   * @param reciprocalBest whether each has its largest score with the other
   * @param a the evidence on the side of the first node
   * @param genePairs the number of gene pairs that join the nodes
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

    /** The cube root of similarity x support x preference, 0 to 1. */
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
   * The evidence on the side of one node of a match.
   *
   * @param directed the share of its edges that lead to the other node, 0 to 1
   * @param preference its preference for the other node
   * @param linked the mean cosine of its cells to the nearest cells of the other node
   * @param own the mean cosine to the nearest cells of its own; 1 for a single cell
   * @param relative the mean cosine to the nearest other node of its species; 0 if there is none
   * @param markers the number of its best markers with a homolog, at most as many as were asked for
   * @param supporting the number of these in a gene pair of the match
   * @param refined the mean weight of these markers' strongest refined edges
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

    /** How near the other node is, relative to how near the node is to itself. */
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
