package org.samap.core.analysis.scores;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.io.Tsv;
import org.samap.core.linalg.SingularValues;

/**
 * A few numbers that say how far the scores between two species are from one partner for every type
 * (SPEC 8). A is the matrix of scores of the nodes of the first species (rows) and the second
 * (columns).
 *
 * <ul>
 *   <li>the share of nodes that have a {@link ReciprocalBest} partner with a score above {@value
 *       #LEAST_SCORE}: the number of such pairs divided by the number of nodes of the species with
 *       fewer,
 *   <li>the mean Shannon entropy, in bits, of the rows of A divided by their sums, and of its
 *       columns: 0 if every type has one partner, log2 of the number of partners if all have equal
 *       scores; rows that sum to 0 do not count,
 *   <li>the effective rank, which is the sum of the singular values of A divided by the largest:
 *       the number of types if they relate one to one, 1 if all relate to all equally, 0 if A is 0,
 *   <li>the largest singular value,
 *   <li>the mean of the largest scores of the rows, and of the columns.
 * </ul>
 *
 * @param a the id of the first species
 * @param b the id of the second species
 * @param typesA the number of nodes of the first species
 * @param typesB the number of nodes of the second species
 * @param reciprocalBest the share of nodes with a reciprocal best partner
 * @param entropyA the mean entropy of the rows, in bits
 * @param entropyB the mean entropy of the columns, in bits
 * @param effectiveRank the effective rank of A
 * @param largestSingularValue the largest singular value of A
 * @param meanBestA the mean of the row maxima
 * @param meanBestB the mean of the column maxima
 */
public record Degeneracy(
    String a,
    String b,
    int typesA,
    int typesB,
    double reciprocalBest,
    double entropyA,
    double entropyB,
    double effectiveRank,
    double largestSingularValue,
    double meanBestA,
    double meanBestB) {

  private static final double LEAST_SCORE = 0.1;

  /**
   * The numbers for every pair of species that have nodes, in species order.
   *
   * @param labels the labels of the scores
   */
  public static List<Degeneracy> of(MappingScores scores, CellLabels labels) {
    ReciprocalBest best = ReciprocalBest.of(scores, labels);
    int[][] nodesOf =
        IntStream.range(0, labels.cells().species())
            .mapToObj(
                s ->
                    IntStream.range(0, labels.nodes().size())
                        .filter(n -> labels.speciesOf()[n] == s)
                        .toArray())
            .filter(nodes -> nodes.length > 0)
            .toArray(int[][]::new);
    List<Degeneracy> all = new ArrayList<>();
    for (int s = 0; s < nodesOf.length; s++) {
      for (int t = s + 1; t < nodesOf.length; t++) {
        all.add(between(nodesOf[s], nodesOf[t], scores, labels, best));
      }
    }
    return all;
  }

  private static Degeneracy between(
      int[] a, int[] b, MappingScores scores, CellLabels labels, ReciprocalBest best) {
    double[][] matrix = between(a, b, scores);
    double[][] transposed = between(b, a, scores);
    long pairs =
        Arrays.stream(a)
            .flatMap(
                m ->
                    Arrays.stream(b)
                        .filter(n -> best.are(m, n) && scores.scores()[m][n] > LEAST_SCORE))
            .count();
    double[] singular = SingularValues.of(matrix);
    double sum = Arrays.stream(singular).sum();
    return new Degeneracy(
        labels.nodes().get(a[0]).species(),
        labels.nodes().get(b[0]).species(),
        a.length,
        b.length,
        (double) pairs / Math.min(a.length, b.length),
        meanEntropy(matrix),
        meanEntropy(transposed),
        singular[0] == 0 ? 0 : sum / singular[0],
        singular[0],
        meanMaximum(matrix),
        meanMaximum(transposed));
  }

  private static double[][] between(int[] rows, int[] columns, MappingScores scores) {
    return Arrays.stream(rows)
        .mapToObj(m -> Arrays.stream(columns).mapToDouble(n -> scores.scores()[m][n]).toArray())
        .toArray(double[][]::new);
  }

  private static double meanEntropy(double[][] rows) {
    return Arrays.stream(rows)
        .filter(row -> Arrays.stream(row).sum() > 0)
        .mapToDouble(Degeneracy::entropy)
        .average()
        .orElse(0);
  }

  private static double entropy(double[] row) {
    double sum = Arrays.stream(row).sum();
    double bits = 0;
    for (double value : row) {
      if (value > 0) {
        bits -= value / sum * (StrictMath.log(value / sum) / StrictMath.log(2));
      }
    }
    return Math.max(0, bits);
  }

  private static double meanMaximum(double[][] rows) {
    return Arrays.stream(rows)
        .mapToDouble(row -> Arrays.stream(row).max().orElse(0))
        .average()
        .orElse(0);
  }

  /** Writes a line for every pair of species. */
  public static void write(List<Degeneracy> all, Path file) {
    Tsv.write(
        file,
        table -> {
          table.text("species_a").text("species_b").text("types_a").text("types_b");
          table.text("reciprocal_best").text("entropy_a").text("entropy_b");
          table.text("effective_rank").text("largest_singular_value");
          table.text("mean_best_a").text("mean_best_b").endRow();
          for (Degeneracy d : all) {
            table.text(d.a).text(d.b).number(d.typesA).number(d.typesB);
            table.number(d.reciprocalBest).number(d.entropyA).number(d.entropyB);
            table.number(d.effectiveRank).number(d.largestSingularValue);
            table.number(d.meanBestA).number(d.meanBestB).endRow();
          }
        });
  }
}
