package org.samap.core.analysis.genes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.analysis.CellLabels;
import org.samap.core.analysis.MappedGenes;
import org.samap.core.engine.cpu.CpuEngine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.RowCursor;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * How much more than the average cell the cells of a node express each gene of their species. z =
 * (x - mean) / sd over the species, where negative values count as 0, and so do zeros of x.
 */
final class LinkedExpression {
  private final MappedGenes data;
  private final List<GeneMoments> moments;
  private final List<double[]> scales;
  private final SparseMatrix incoming;
  private final int[][] cellsOf;

  /**
   * Makes a pass over the expression of every species for its moments, and transposes the graph.
   */
  LinkedExpression(MappedGenes data, Workers workers) {
    this.data = data;
    this.moments = data.expression().stream().map(CpuEngine.on(workers)::moments).toList();
    this.scales = moments.stream().map(LinkedExpression::scales).toList();
    this.incoming = data.graph().transpose();
    this.cellsOf = cellsOfNodes(data.labels());
  }

  private static double[] scales(GeneMoments moments) {
    return IntStream.range(0, moments.means().length).mapToDouble(moments::scale).toArray();
  }

  private static int[][] cellsOfNodes(CellLabels labels) {
    IntStream.Builder[] cells = new IntStream.Builder[labels.nodes().size()];
    Arrays.setAll(cells, n -> IntStream.builder());
    for (int c = 0; c < labels.nodeOf().length; c++) {
      if (labels.nodeOf()[c] >= 0) {
        cells[labels.nodeOf()[c]].add(c);
      }
    }
    return Arrays.stream(cells).map(b -> b.build().toArray()).toArray(int[][]::new);
  }

  /** The mean z over the cells of {@code node} with an edge to or from a cell of {@code other}. */
  double[] linkedMeans(int node, int other) {
    int species = data.labels().speciesOf()[node];
    Expression x = data.expression().get(species);
    double[] average = moments.get(species).means();
    double[] scale = scales.get(species);
    double[] means = new double[x.genes()];
    int start = data.labels().cells().start(species);
    int linked = 0;
    RowCursor row = x.cursor();
    for (int cell : cellsOf[node]) {
      if (points(data.graph(), cell, other) || points(incoming, cell, other)) {
        linked++;
        row.read(cell - start);
        for (int p = row.from(); p < row.to(); p++) {
          int gene = row.genes()[p];
          double above = row.values()[p] - average[gene];
          if (above > 0 && row.values()[p] != 0) {
            means[gene] += above / scale[gene];
          }
        }
      }
    }
    for (int g = 0; g < means.length && linked > 0; g++) {
      means[g] /= linked;
    }
    return means;
  }

  private boolean points(SparseMatrix edges, int cell, int node) {
    for (int p = edges.offset(cell); p < edges.offset(cell + 1); p++) {
      if (data.labels().nodeOf()[edges.index(p)] == node && edges.value(p) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The share of all cells of a node whose z is above 0, per gene. */
  double[] fractionsAboveMean(int node) {
    int species = data.labels().speciesOf()[node];
    Expression x = data.expression().get(species);
    double[] means = moments.get(species).means();
    int start = data.labels().cells().start(species);
    int[] above = new int[x.genes()];
    RowCursor row = x.cursor();
    for (int cell : cellsOf[node]) {
      row.read(cell - start);
      for (int p = row.from(); p < row.to(); p++) {
        int gene = row.genes()[p];
        if (row.values()[p] > means[gene] && row.values()[p] != 0) {
          above[gene]++;
        }
      }
    }
    return Arrays.stream(above).mapToDouble(n -> (double) n / cellsOf[node].length).toArray();
  }
}
