package org.samap.core.mapping;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes the alignment of species as a line of progress. */
final class Alignments {
  /** With more species than this, a line has no room for all pairs. */
  private static final int MOST_LISTED = 3;

  private Alignments() {}

  /**
   * {@code alignment after iteration 2: hs-mm 0.612}; for many species the mean and the pairs that
   * align least and most. A pair's alignment is the mean of its two directions.
   *
   * @param alignment species x species
   */
  static String after(int iteration, double[][] alignment, List<String> ids) {
    StringJoiner all = new StringJoiner(", ");
    String least = "";
    String most = "";
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int pairs = 0;
    for (int a = 0; a < ids.size(); a++) {
      for (int b = a + 1; b < ids.size(); b++) {
        double mean = (alignment[a][b] + alignment[b][a]) / 2;
        String pair = String.format(Locale.ROOT, "%s-%s %.3f", ids.get(a), ids.get(b), mean);
        all.add(pair);
        least = mean < min ? pair : least;
        most = mean > max ? pair : most;
        min = Math.min(min, mean);
        max = Math.max(max, mean);
        sum += mean;
        pairs++;
      }
    }
    String told =
        ids.size() <= MOST_LISTED
            ? all.toString()
            : String.format(
                Locale.ROOT, "%.3f on average, from %s to %s", sum / pairs, least, most);
    return "alignment after iteration " + iteration + ": " + told;
  }
}
