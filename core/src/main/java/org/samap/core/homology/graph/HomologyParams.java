package org.samap.core.homology.graph;

import org.samap.core.run.InputException;

/**
 * How tables of search results become a graph.
 *
 * @param maxEvalue rows with a larger E-value are left out
 * @param reciprocal whether an edge needs a row in both directions
 * @param filterThreshold the least weight of an edge, as a share (0 to 1) of the heaviest edge of
 *     one of its genes
 * @param hsps what counts of several rows on the same two genes
 * @param nameFix what happens where few names are those of the data
 */
public record HomologyParams(
    double maxEvalue, boolean reciprocal, double filterThreshold, Hsps hsps, NameFix nameFix) {

  public HomologyParams {
    if (!(maxEvalue >= 0)) {
      throw InputException.about(
          "evalue", "evalue is " + maxEvalue + "; give a number of at least 0");
    }
    if (!(filterThreshold >= 0 && filterThreshold <= 1)) {
      throw new InputException(
          "the homology filter threshold is " + filterThreshold + "; give a number from 0 to 1");
    }
  }

  /**
   * E-value up to 1e-6, both directions, a quarter of the heaviest edge, the last row, names as
   * they are.
   */
  public static HomologyParams defaults() {
    return new HomologyParams(1e-6, true, 0.25, Hsps.LAST, NameFix.NONE);
  }

  public HomologyParams withMaxEvalue(double evalue) {
    return new HomologyParams(evalue, reciprocal, filterThreshold, hsps, nameFix);
  }

  public HomologyParams withReciprocal(boolean both) {
    return new HomologyParams(maxEvalue, both, filterThreshold, hsps, nameFix);
  }

  public HomologyParams withFilterThreshold(double threshold) {
    return new HomologyParams(maxEvalue, reciprocal, threshold, hsps, nameFix);
  }

  public HomologyParams withHsps(Hsps taken) {
    return new HomologyParams(maxEvalue, reciprocal, filterThreshold, taken, nameFix);
  }

  public HomologyParams withNameFix(NameFix fix) {
    return new HomologyParams(maxEvalue, reciprocal, filterThreshold, hsps, fix);
  }
}
