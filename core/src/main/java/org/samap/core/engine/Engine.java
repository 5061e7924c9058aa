package org.samap.core.engine;

import java.util.List;
import org.samap.core.embed.UmapParams;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;

/**
 * The operations on whole data sets that SAM and SAMap consist of. The two algorithms speak in
 * these alone and never ask where they run: on the threads of this machine, on a GPU, on a cluster.
 *
 * <p>An engine is deterministic: the same arguments give the same bits, whatever the number of its
 * threads. The CPU's is the oracle of the others, which may differ from it by rounding. Arguments
 * are never changed but where an operation says so, and results are the caller's.
 */
public interface Engine extends AutoCloseable {

  /** What the log and {@code run.json} call it, such as {@code cpu, 2 threads}. */
  String name();

  /**
   * This engine for a phase, or a part of one, of which each of its operations is a step. An engine
   * that cannot tell how far it is counts nothing.
   */
  default Engine counting(Progress.Phase phase) {
    return this;
  }

  /** The totals of cells and genes. */
  CountTotals totals(Expression counts);

  /**
   * The kept genes of every cell, each value replaced; what becomes 0 is not stored.
   *
   * @param keep of every gene whether it is kept; others keep their place, without values
   * @param store where the result is kept
   */
  Expression derive(Expression x, boolean[] keep, EntryFunction f, ExpressionStore store);

  /** Mean and population variance of every gene, zeros included. */
  GeneMoments moments(Expression x);

  /**
   * The moments of every gene over A = graph with rows divided by their sums, times X: each cell's
   * expression averaged over the cells that it has edges to. A is never stored.
   *
   * @param graph cells x cells, positive weights; cells of other species have expression 0
   * @param first the number in the graph of the first cell of {@code x}
   */
  GeneMoments averages(SparseMatrix graph, int first, Expression x);

  /**
   * The leading part of the singular value decomposition of a scaled matrix with its columns
   * centred.
   *
   * @param components at most the cells and the genes
   * @param seed of the random start; matters only within the tolerance
   */
  Svd components(ScaledExpression a, int components, long seed);

  /** The right singular vectors alone: genes x components, without what cells take. */
  FloatMatrix loadings(ScaledExpression a, int components, long seed);

  /** The length of every cell as a vector of some genes. */
  double[] lengths(Expression x, int[] genes);

  /**
   * The k nearest points of each query, nearest first.
   *
   * @param how metric, method and seed
   */
  Neighbors nearest(CellMatrix queries, CellMatrix points, int k, NeighborSearch how);

  /**
   * The kA nearest rows of b to each row of a, and the kB nearest rows of a to each row of b: what
   * two searches find, which an engine may do in less time than these.
   */
  default NeighborSearch.BothWays nearest(
      CellMatrix a, int kA, CellMatrix b, int kB, NeighborSearch how) {
    return new NeighborSearch.BothWays(nearest(a, b, kA, how), nearest(b, a, kB, how));
  }

  /**
   * The distances of cells to the nearest among themselves, cells x cells, with that of each cell
   * to itself, 0: entries all the same, whatever their value.
   */
  SparseMatrix distances(Neighbors nearest);

  /**
   * The moments of the columns of U = Z T, which is never stored; Z is the expression of the genes
   * of a view, each multiplied by its scale.
   *
   * @param scale of every gene of all species
   * @param translation T: genes of all species x genes of all species
   */
  GeneMoments translatedMoments(GeneView view, double[] scale, SparseMatrix translation);

  /**
   * Writes Z A diag(blocks) into columns of rows, less the mean of each column; Z as in {@link
   * #translatedMoments}, and the blocks of loadings put along a diagonal.
   *
   * @param first the number of the gene of the first row of A
   * @param a genes from {@code first} on x all rows of the blocks
   * @param blocks genes x components each
   * @param rows a row for every cell, of which the columns named are written
   * @param columns where the components go
   */
  void project(
      GeneView view,
      double[] scale,
      int first,
      SparseMatrix a,
      List<FloatMatrix> blocks,
      CellMatrix rows,
      ColumnRanges columns);

  /**
   * Prepares the cells of all species for a mapping.
   *
   * @param least entries of C below this count as 0 (SPEC 5.5)
   */
  JoinedCells join(List<SpeciesCells> species, double least);

  /**
   * The layout of a graph in the plane: points x 2 (SPEC 7).
   *
   * @param phase counts the epochs
   */
  FloatMatrix layout(SparseMatrix graph, UmapParams params, Progress.Phase phase);

  @Override
  void close();
}
