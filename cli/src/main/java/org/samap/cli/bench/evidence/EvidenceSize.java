package org.samap.cli.bench.evidence;

import java.util.List;

/**
 * How much is measured.
 *
 * @param seeds the number of simulations
 * @param stressSeeds the number of draws of each stress on measured data
 * @param cells of each simulated species
 * @param drawn the cells that these are chosen from
 * @param rows the most rows of each data set; the last, which has no true links, is always kept
 * @param links how often a mapping is repeated with permuted links
 * @param trials the number of random labellings of each mapping
 * @param terms the number of random sets of genes
 */
record EvidenceSize(
    int seeds, int stressSeeds, int cells, int drawn, int rows, int links, int trials, int terms) {

  /** The row without stress. */
  static final String FULL = "full";

  /** The row in which homology says little. */
  static final String FEW_LINKS = "80 % of links removed";

  /** The row in which nothing can be known. */
  static final String NO_HOMOLOGY = "all links wrong";

  /** What the document shows. */
  static EvidenceSize full() {
    return new EvidenceSize(5, 2, 600, 2400, Integer.MAX_VALUE, 20, 100, 1000);
  }

  /** A minute, to see that everything works. */
  static EvidenceSize quick() {
    return new EvidenceSize(1, 1, 250, 250, 3, 5, 10, 100);
  }

  /** Whether scores of a row are tested against permuted links. */
  static boolean testsLinks(String row) {
    return List.of(FULL, FEW_LINKS, NO_HOMOLOGY).contains(row);
  }

  List<EvidenceData.Row> chosen(List<EvidenceData.Row> all) {
    return all.stream()
        .filter(row -> all.indexOf(row) < rows - 1 || row.name().equals(NO_HOMOLOGY))
        .toList();
  }
}
