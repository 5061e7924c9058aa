package org.samap.core.analysis.evolution;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How much more sensitively one of two types was measured than the other, by depth, protocol and
 * the genes that are annotated. Most orthologs of matched types have about the same level, so the
 * sensitivity is the median difference of their log levels. It is taken over the {@value #MOST}
 * pairs that are detected in the largest shares, so that few of them are missed in the type that
 * was measured worse; pairs that nearly all cells of a type detect tell no level.
 */
final class Sensitivity {
  private static final int MOST = 300;
  private static final int LEAST = 20;
  private static final double SATURATED = 0.9;

  private Sensitivity() {}

  /** Two orthologs: a gene of the first type's species and one of the second's. */
  record Pair(int first, int second) {}

  /**
   * The natural logarithm of how many times more sensitive the second type is. Empty if fewer than
   * {@value #LEAST} pairs tell.
   */
  static OptionalDouble log(TypeDetection detection, int first, int second, List<Pair> orthologs) {
    double[] differences =
        orthologs.stream()
            .filter(p -> tells(detection.fraction(first, p.first())))
            .filter(p -> tells(detection.fraction(second, p.second())))
            .sorted(
                Comparator.comparingDouble(
                    (Pair p) ->
                        -detection.fraction(first, p.first())
                            - detection.fraction(second, p.second())))
            .limit(MOST)
            .filter(
                p -> detection.cells(first, p.first()) + detection.cells(second, p.second()) > 0)
            .mapToDouble(
                p -> detection.logLevel(second, p.second()) - detection.logLevel(first, p.first()))
            .sorted()
            .toArray();
    int n = differences.length;
    return n < LEAST
        ? OptionalDouble.empty()
        : OptionalDouble.of((differences[(n - 1) / 2] + differences[n / 2]) / 2);
  }

  private static boolean tells(double fraction) {
    return fraction <= SATURATED;
  }

  /**
   * The pairs of expressed orthologs of two species.
   *
   * @param partner the ortholog of a gene in the second species, or -1
   */
  static List<Pair> pairs(int from, int to, IntUnaryOperator partner) {
    return IntStream.range(from, to)
        .filter(g -> partner.applyAsInt(g) >= 0)
        .mapToObj(g -> new Pair(g, partner.applyAsInt(g)))
        .toList();
  }
}
