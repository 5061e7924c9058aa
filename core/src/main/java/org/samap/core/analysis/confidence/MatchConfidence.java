package org.samap.core.analysis.confidence;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.scores.LabelTransfer;
import org.samap.core.io.Tsv;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Whether two cell types that map to each other are the same type or only nearest to each other.
 * The rows of the mapped graph are normalised, so a type without a counterpart gives its edges to
 * its nearest relative and scores as high as true pairs. The confidence therefore uses evidence
 * that the graph does not contain, in four pieces from 0 to 1. Each is relative to what these data
 * could have shown, so that few cells, thin counts, few links or wrong ones do not look like
 * evidence against a match:
 *
 * <ul>
 *   <li><b>similarity</b>: how near the cells of both types are to each other in the projection of
 *       all species, relative to their own type. For each side it is the mean cosine to the nearest
 *       cells of the other type, divided by that of its own type ({@link TypeSimilarity}); then the
 *       geometric mean.
 *   <li><b>agreement</b>: the correlation r of the expression profiles over the gene links ({@link
 *       ProfileAgreement}), corrected for noise and divided by the largest that any two types of
 *       the two species certainly reach. Links that are wrong lower both.
 *   <li><b>preference</b>: r divided by the largest r of either type with any type of the other
 *       species. A forced partner usually has a true counterpart of its own. Profiles do not depend
 *       on the number of cells, so a type of 90 % of the cells is no better partner than others.
 *   <li><b>kept</b>: how few genes of either type are missing in the other, of those that it could
 *       have shown given its cells and counts ({@link MissingGenes}). With m the share of missing
 *       genes and m_0 the smallest of any match, (m_0 + 0.05) / (m + 0.05).
 * </ul>
 *
 * <pre>confidence = (similarity x agreement x preference x kept)^(1/4)</pre>
 *
 * <p>Its error is that of a jackknife over genes ({@link Resampled}). The match is {@link
 * Insufficient} if a type has too few cells, if noise hides what sets it apart, if there are too
 * few links, or if no types of the two species agree. The score plays no part. {@code
 * docs/analysis.md} says what was tried, and how well the rule tells planted pairs from others.
 *
 * <p>Time: twice O(sample^2 x components) for every match and type, and O(links) for every two
 * types, in parallel. The result is the same for any number of threads.
 *
 * @param labels the nodes
 * @param matches by descending confidence, then those without; ties in the order of the nodes
 */
public record MatchConfidence(CellLabels labels, List<Match> matches) {
  private static final double STANDARD_ERRORS = 1.96;

  private static final List<String> SIDE_COLUMNS =
      List.of(
          "directed_score", "linked_similarity", "own_similarity", "tested_genes", "missing_genes");

  /**
   * The parameters.
   *
   * @param nearest the number of nearest cells of a type that a cell is compared with (20)
   * @param sample the most cells of a type; a larger type is sampled (1000)
   * @param seed the seed of the sample (0)
   */
  public record Params(int nearest, int sample, long seed) {
    public Params {
      requireCount("nearest", nearest, 1);
      requireCount("sample", sample, 2);
    }

    private static void requireCount(String name, int value, int least) {
      if (value < least) {
        throw InputException.about(
            name, "%s is %d; give a number of at least %d".formatted(name, value, least));
      }
    }

    public static Params defaults() {
      return new Params(20, 1000, 0);
    }

    public Params withNearest(int n) {
      return new Params(n, sample, seed);
    }

    public Params withSample(int n) {
      return new Params(nearest, n, seed);
    }

    public Params withSeed(long newSeed) {
      return new Params(nearest, sample, newSeed);
    }
  }

  /** What can be said of a match. */
  public sealed interface Finding {}

  /**
   * Nothing.
   *
   * @param reason why
   */
  public record Insufficient(String reason) implements Finding {}

  /**
   * The pieces of a confidence.
   *
   * @param correlation r, before it is divided by the largest
   * @param error the standard error of the confidence
   */
  public record Evidence(
      double similarity,
      double agreement,
      double preference,
      double kept,
      double correlation,
      double error)
      implements Finding {

    public double confidence() {
      return Math.sqrt(Math.sqrt(similarity * agreement * preference * kept));
    }

    /** The lower end of the 95 % interval. */
    public double low() {
      return Math.max(0, confidence() - STANDARD_ERRORS * error);
    }

    /** The upper end. */
    public double high() {
      return Math.min(1, confidence() + STANDARD_ERRORS * error);
    }
  }

  /** What to make of a match. */
  public enum Verdict {
    /** The confidence is one that few forced matches reach. */
    REAL,
    /** It is lower, but the interval reaches that. */
    UNCLEAR,
    /** The whole interval is lower. */
    FORCED,
    /** Nothing can be known. */
    INSUFFICIENT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Two nodes of different species.
   *
   * @param score their mapping score
   * @param first their mapping score in the first iteration
   * @param reciprocalBest whether each has its largest score with the other
   * @param a what is known on the side of the first node
   */
  public record Match(
      int nodeA,
      int nodeB,
      double score,
      double first,
      boolean reciprocalBest,
      MatchSide a,
      MatchSide b,
      Finding finding) {

    /** The evidence, if there is enough. */
    public Optional<Evidence> evidence() {
      return finding instanceof Evidence evidence ? Optional.of(evidence) : Optional.empty();
    }

    /** The confidence, if anything can be known. */
    public OptionalDouble confidence() {
      return evidence().stream().mapToDouble(Evidence::confidence).findFirst();
    }

    public Verdict verdict() {
      return switch (finding) {
        case Insufficient _ -> Verdict.INSUFFICIENT;
        case Evidence e when e.confidence() >= ForcedMatches.REAL -> Verdict.REAL;
        case Evidence e -> e.high() >= ForcedMatches.REAL ? Verdict.UNCLEAR : Verdict.FORCED;
      };
    }
  }

  /**
   * What is known on the side of one node of a match.
   *
   * @param directed the share of its edges that lead to the other node, 0 to 1
   * @param linked the mean cosine of its cells to the nearest cells of the other node
   * @param own the mean cosine to the nearest cells of its own; 1 for a single cell
   * @param tested the number of its genes that the other node could have shown
   * @param missing the number of these that it did not
   */
  public record MatchSide(double directed, double linked, double own, int tested, int missing) {

    /** How near the other node is, relative to how near the node is to itself. */
    public double similarity() {
      return own > 0 ? Math.clamp(linked / own, 0, 1) : 0;
    }
  }

  /** Judges every match of the evidence. */
  public static MatchConfidence of(MatchEvidence evidence, Params params, Workers workers) {
    return new MatchConfidence(
        evidence.genes().labels(),
        new MatchJudge(evidence, params, workers)
            .matches().stream()
                .sorted(
                    Comparator.comparingDouble((Match m) -> -m.confidence().orElse(-1))
                        .thenComparingInt(Match::nodeA)
                        .thenComparingInt(Match::nodeB))
                .toList());
  }

  /** The confidences, by which labels are transferred. */
  public LabelTransfer.Matches confidences() {
    int nodes = labels.nodes().size();
    Map<Long, OptionalDouble> known = new HashMap<>();
    for (Match m : matches) {
      known.put((long) m.nodeA * nodes + m.nodeB, m.confidence());
      known.put((long) m.nodeB * nodes + m.nodeA, m.confidence());
    }
    return (a, b) -> known.getOrDefault((long) a * nodes + b, OptionalDouble.empty());
  }

  /** Writes a line for every match. */
  public void write(Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("node_a").text("node_b").text("verdict");
          table.text("confidence").text("low").text("high").text("reason");
          table.text("similarity").text("agreement").text("preference").text("kept");
          table.text("correlation");
          table.text("score").text("first_score").text("gain").text("reciprocal_best");
          for (String column : SIDE_COLUMNS) {
            table.text(column + "_a").text(column + "_b");
          }
          table.endRow();
          matches.forEach(match -> write(match, table));
        });
  }

  private void write(Match m, Tsv table) {
    table.text(labels.nodes().get(m.nodeA).name()).text(labels.nodes().get(m.nodeB).name());
    table.text(m.verdict().text());
    switch (m.finding) {
      case Insufficient unknown -> {
        table.text("").text("").text("").text(unknown.reason);
        table.text("").text("").text("").text("").text("");
      }
      case Evidence e -> {
        table.number(e.confidence()).number(e.low()).number(e.high()).text("");
        table.number(e.similarity).number(e.agreement).number(e.preference).number(e.kept);
        table.number(e.correlation);
      }
    }
    table.number(m.score).number(m.first).number(m.score - m.first);
    table.text(m.reciprocalBest ? "yes" : "no");
    table.number(m.a.directed).number(m.b.directed);
    table.number(m.a.linked).number(m.b.linked);
    table.number(m.a.own).number(m.b.own);
    table.number(m.a.tested).number(m.b.tested);
    table.number(m.a.missing).number(m.b.missing).endRow();
  }
}
