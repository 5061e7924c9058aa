package org.samap.core.analysis.genes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.samap.core.run.CodePoints;

/** The marker statistics of one species: how specific every gene is for every label. */
public interface MarkerTable {

  /** The table of one species' markers. */
  static MarkerTable of(Markers markers) {
    List<String> labels =
        Arrays.stream(markers.nodes())
            .mapToObj(n -> markers.labels().nodes().get(n).label())
            .toList();
    return new MarkerTable() {
      @Override
      public List<String> labels() {
        return labels;
      }

      @Override
      public double score(int gene, int label) {
        return markers.score(markers.nodes()[label], gene);
      }

      @Override
      public double p(int gene, int label) {
        return StrictMath.exp(markers.logP(markers.nodes()[label], gene));
      }
    };
  }

  /** The labels without the species id. */
  List<String> labels();

  /**
   * The score of a gene for a label; 0 if it is not a marker.
   *
   * @param gene its index in the species
   * @param label position in {@link #labels()}
   */
  double score(int gene, int label);

  /** The two-sided p value of a gene for a label. */
  double p(int gene, int label);

  /**
   * The labels that a gene marks: those with a p value of at most {@code maxP}, and the label of
   * its largest score (the first of equal ones) if that score is above 0. Sorted by code point.
   */
  default List<String> labelsOf(int gene, double maxP) {
    TreeSet<String> found = new TreeSet<>(CodePoints::compare);
    int best = -1;
    double bestScore = 0;
    for (int label = 0; label < labels().size(); label++) {
      if (p(gene, label) <= maxP) {
        found.add(labels().get(label));
      }
      double score = score(gene, label);
      if (score > bestScore) {
        best = label;
        bestScore = score;
      }
    }
    if (best >= 0) {
      found.add(labels().get(best));
    }
    return new ArrayList<>(found);
  }
}
