package org.samap.core.analysis.evolution;

import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.homology.graph.GeneAxis;
import org.samap.core.run.Workers;

/**
 * In how many cells of each type each gene was detected. Memory: 4 bytes for each type and gene of
 * its species.
 *
 * @param labels the nodes
 * @param genes the genes of all species
 * @param sizes the number of cells of every node
 * @param detected for every node, the number of its cells that express each gene of its species
 */
record TypeDetection(CellLabels labels, GeneAxis genes, int[] sizes, int[][] detected) {

  /** Makes one pass over the expression of each species. */
  static TypeDetection of(MappedGenes data, Workers workers) {
    CellLabels labels = data.labels();
    int[][] detected = new int[labels.nodes().size()][];
    for (int s = 0; s < data.expression().size(); s++) {
      Expression x = data.expression().get(s);
      int start = labels.cells().start(s);
      int[][] ofSpecies =
          x.reduceRanges(
              workers,
              (row, from, to) -> count(labels, x.genes(), start, row, from, to),
              new int[detected.length][0],
              TypeDetection::add);
      for (int n = 0; n < detected.length; n++) {
        if (labels.speciesOf()[n] == s) {
          detected[n] = ofSpecies[n].length == 0 ? new int[x.genes()] : ofSpecies[n];
        }
      }
    }
    return new TypeDetection(labels, data.genes(), labels.sizes(), detected);
  }

  private static int[][] count(
      CellLabels labels, int genes, int start, RowCursor row, int from, int to) {
    int[][] counts = new int[labels.nodes().size()][0];
    for (int cell = from; cell < to; cell++) {
      int node = labels.nodeOf()[start + cell];
      if (node == CellLabels.NONE) {
        continue;
      }
      if (counts[node].length == 0) {
        counts[node] = new int[genes];
      }
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        counts[node][row.genes()[p]] += row.values()[p] != 0 ? 1 : 0;
      }
    }
    return counts;
  }

  private static void add(int[][] total, int[][] part) {
    for (int n = 0; n < total.length; n++) {
      if (total[n].length == 0) {
        total[n] = part[n].clone();
      } else {
        for (int g = 0; g < part[n].length; g++) {
          total[n][g] += part[n][g];
        }
      }
    }
  }

  /** The number of cells of a node in which a gene of its species was detected. */
  int cells(int node, int gene) {
    return detected[node][gene - genes.start(labels.speciesOf()[node])];
  }

  /** The share of the cells of a node in which a gene of its species was detected. */
  double fraction(int node, int gene) {
    return sizes[node] == 0 ? 0 : (double) cells(node, gene) / sizes[node];
  }

  /**
   * The logarithm of a gene's level in a node, up to the sensitivity of the measurement: if counts
   * follow a Poisson distribution with mean m, a share 1 - e^-m of the cells detects the gene. Half
   * a cell is added on both sides, so that it is finite.
   */
  double logLevel(int node, int gene) {
    return logLevel((cells(node, gene) + 0.5) / (sizes[node] + 1));
  }

  /**
   * The logarithm of the mean at which a share of the cells detects a gene, above 0 and below 1.
   */
  static double logLevel(double fraction) {
    return StrictMath.log(-StrictMath.log1p(-fraction));
  }

  /** The share of cells that detects a gene at a level. */
  static double fraction(double logLevel) {
    return -StrictMath.expm1(-StrictMath.exp(logLevel));
  }

  /** The other node of the same species that has the gene in the largest share; -1 for none. */
  int elsewhere(int node, int gene) {
    int species = labels.speciesOf()[node];
    int best = -1;
    for (int n = 0; n < sizes.length; n++) {
      if (n != node
          && labels.speciesOf()[n] == species
          && fraction(n, gene) > (best < 0 ? 0 : fraction(best, gene))) {
        best = n;
      }
    }
    return best;
  }
}
