package org.samap.core.sam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.engine.Engine;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;
import org.samap.core.matrix.SparseMatrix;

/**
 * Gene weights from the stitched graph of several species (SPEC 7). Expression is averaged over the
 * cells that a cell has edges to, of any species. Genes are weighted by how much these averages
 * vary over the cells of all species, as SAM does with {@link WeightMode#COMBINED}. A gene has
 * expression 0 in the cells of other species. One limit of the dispersions holds for the genes of
 * all species.
 *
 * <p>Time: the entries of the expression times the edges of a cell. Memory: a few numbers per gene
 * and thread.
 */
public final class JointWeights {
  /** As {@link SamParams.Weights#numNormAvg}. */
  private static final int NUM_NORM_AVG = 50;

  private JointWeights() {}

  /**
   * @param graph the stitched graph over the cells of all species, without diagonal
   * @param species the expression of every species, cells x genes
   * @return the weights of the genes of every species, 0 to 1
   */
  public static List<double[]> of(SparseMatrix graph, List<Expression> species, Engine engine) {
    int genes = species.stream().mapToInt(Expression::genes).sum();
    double[] means = new double[genes];
    double[] variances = new double[genes];
    int cell = 0;
    int gene = 0;
    for (Expression x : species) {
      GeneMoments moments = engine.averages(graph, cell, x);
      System.arraycopy(moments.means(), 0, means, gene, x.genes());
      System.arraycopy(moments.variances(), 0, variances, gene, x.genes());
      cell += x.cells();
      gene += x.genes();
    }
    double[] weights =
        GeneWeights.of(new GeneMoments(means, variances), WeightMode.COMBINED, NUM_NORM_AVG)
            .weights();
    return split(weights, species);
  }

  private static List<double[]> split(double[] weights, List<Expression> species) {
    List<double[]> parts = new ArrayList<>();
    int gene = 0;
    for (Expression x : species) {
      parts.add(Arrays.copyOfRange(weights, gene, gene + x.genes()));
      gene += x.genes();
    }
    return parts;
  }
}
