package org.samap.core.analysis.confidence;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * The mean expression of every type, from each half of its cells, so that what is noise can be told
 * from what is not: noise of the two halves is independent. A half is every second cell of the
 * type. Types of fewer than {@value #LEAST_CELLS} cells have no profile.
 *
 * <p>Memory: 20 bytes for each type and gene of its species.
 *
 * @param sizes the number of cells of every node
 * @param halves for every node its two halves, and the mean of each gene of its species over them;
 *     empty without a profile
 * @param detected for every node, the number of its cells that express each gene; empty without a
 *     profile
 * @param within for every species and gene, the variance of the cells of one type, averaged over
 *     the types with a profile
 */
record TypeProfiles(int[] sizes, double[][][] halves, int[][] detected, double[][] within) {
  /** Three in each half. */
  static final int LEAST_CELLS = 6;

  /** Makes one pass over the expression of each species. */
  static TypeProfiles of(MappedGenes data, Workers workers) {
    CellLabels labels = data.labels();
    int[] sizes = labels.sizes();
    int[] halfOf = halves(labels);
    double[][][] halves = new double[sizes.length][0][];
    int[][] detected = new int[sizes.length][0];
    double[][] within = new double[data.expression().size()][];
    for (int s = 0; s < within.length; s++) {
      int species = s;
      int[] nodes =
          IntStream.range(0, sizes.length)
              .filter(n -> labels.speciesOf()[n] == species && sizes[n] >= LEAST_CELLS)
              .toArray();
      Expression x = data.expression().get(s);
      Sums sums =
          x.reduceRanges(
              workers,
              (row, from, to) -> Sums.of(labels, sizes, halfOf, species, x.genes(), row, from, to),
              new Sums(sizes.length, x.genes()),
              Sums::add);
      within[s] = sums.squares;
      for (int n : nodes) {
        halves[n] = new double[][] {sums.byHalf[2 * n], sums.byHalf[2 * n + 1]};
        detected[n] = sums.detected[n];
        for (int h = 0; h < 2; h++) {
          int cells = (sizes[n] + 1 - h) / 2;
          for (int g = 0; g < x.genes(); g++) {
            halves[n][h][g] /= cells;
          }
        }
        for (int g = 0; g < x.genes(); g++) {
          double mean = mean(halves[n], sizes[n], g);
          within[s][g] -= mean * mean;
        }
      }
      for (int g = 0; g < x.genes(); g++) {
        within[s][g] = Math.max(0, within[s][g] / Math.max(1, nodes.length));
      }
    }
    return new TypeProfiles(sizes, halves, detected, within);
  }

  /** 0 for the first, third ... cell of a node, 1 for the others. */
  private static int[] halves(CellLabels labels) {
    int[] halfOf = new int[labels.nodeOf().length];
    int[] seen = new int[labels.nodes().size()];
    for (int c = 0; c < halfOf.length; c++) {
      int node = labels.nodeOf()[c];
      if (node != CellLabels.NONE) {
        halfOf[c] = seen[node]++ % 2;
      }
    }
    return halfOf;
  }

  private static double mean(double[][] halves, int size, int gene) {
    int first = (size + 1) / 2;
    return (first * halves[0][gene] + (size - first) * halves[1][gene]) / size;
  }

  boolean has(int node) {
    return halves[node].length > 0;
  }

  /** The mean of a gene of the node's species over all cells of the node. */
  double mean(int node, int gene) {
    return mean(halves[node], sizes[node], gene);
  }

  /**
   * The level of a gene up to the sensitivity of the measurement: if counts follow a Poisson
   * distribution with mean m, a share 1 - e^-m of the cells detects the gene. Half a cell is added
   * to those that do not, so that it is finite.
   */
  double level(int node, int gene) {
    return -StrictMath.log((sizes[node] - detected[node][gene] + 0.5) / (sizes[node] + 0.5));
  }

  /** Sums over some cells of a species; what no cell has is empty. */
  private static final class Sums {
    private final double[][] byHalf;
    private final int[][] detected;

    /** The sum of squares, where all cells of a type count as one. */
    private final double[] squares;

    Sums(int nodes, int genes) {
      byHalf = new double[2 * nodes][0];
      detected = new int[nodes][0];
      squares = new double[genes];
    }

    static Sums of(
        CellLabels labels,
        int[] sizes,
        int[] halfOf,
        int species,
        int genes,
        RowCursor row,
        int from,
        int to) {
      Sums sums = new Sums(sizes.length, genes);
      int start = labels.cells().start(species);
      for (int cell = from; cell < to; cell++) {
        int node = labels.nodeOf()[start + cell];
        if (node == CellLabels.NONE || sizes[node] < LEAST_CELLS) {
          continue;
        }
        int half = 2 * node + halfOf[start + cell];
        if (sums.byHalf[half].length == 0) {
          sums.byHalf[half] = new double[genes];
        }
        if (sums.detected[node].length == 0) {
          sums.detected[node] = new int[genes];
        }
        row.read(cell);
        for (int p = row.from(); p < row.to(); p++) {
          double value = row.values()[p];
          int gene = row.genes()[p];
          sums.byHalf[half][gene] += value;
          sums.detected[node][gene] += value != 0 ? 1 : 0;
          sums.squares[gene] += value * value / sizes[node];
        }
      }
      return sums;
    }

    void add(Sums part) {
      for (int i = 0; i < byHalf.length; i++) {
        byHalf[i] = sum(byHalf[i], part.byHalf[i]);
      }
      for (int n = 0; n < detected.length; n++) {
        if (detected[n].length == 0) {
          detected[n] = part.detected[n].clone();
        } else {
          for (int g = 0; g < part.detected[n].length; g++) {
            detected[n][g] += part.detected[n][g];
          }
        }
      }
      Arrays.setAll(squares, g -> squares[g] + part.squares[g]);
    }

    private static double[] sum(double[] total, double[] part) {
      if (total.length == 0) {
        return part.clone();
      }
      for (int g = 0; g < part.length; g++) {
        total[g] += part[g];
      }
      return total;
    }
  }
}
