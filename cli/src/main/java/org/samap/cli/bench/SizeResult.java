package org.samap.cli.bench;

import java.util.List;

/**
 * The measured run of one size.
 *
 * @param cells of both species together
 * @param genes of both together
 * @param nonZeros stored counts of both together
 * @param truth share of the planted types shared by both species, as nodes of each, whose best
 *     partner is the same type
 * @param phases in the order in which they began to end; the last is {@link PhaseCost#TOTAL}
 */
record SizeResult(int cells, int genes, long nonZeros, double truth, List<PhaseCost> phases) {

  SizeResult {
    phases = List.copyOf(phases);
  }

  PhaseCost total() {
    return phases.getLast();
  }
}
