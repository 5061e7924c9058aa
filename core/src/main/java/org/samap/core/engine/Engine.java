package org.samap.core.engine;

import java.util.List;
import org.samap.core.embed.UmapParams;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.harmony.Batches;
import org.samap.core.harmony.HarmonyParams;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.neighbors.NeighborSearch;
import org.samap.core.neighbors.Neighbors;
import org.samap.core.run.Progress;

/**
 * The operations on whole data sets that SAM and SAMap consist of. The two algorithms call only
 * these and never ask where they run: on the threads of this machine, on a GPU or on a cluster.
 *
 * <p>An engine is deterministic: the same arguments give the same bits with any number of threads.
 * The CPU engine is the reference; other engines may differ from it by rounding. An operation
 * changes its arguments only where it says so, and its results belong to the caller.
 */
public interface Engine extends AutoCloseable {

  /** The name in the log and in {@code run.json}, such as {@code cpu, 2 threads}. */
  String name();

  /**
   * This engine, counting its progress in a phase or a part of one: each operation is one step. An
   * engine that cannot measure its progress counts nothing.
   */
  default Engine counting(Progress.Phase phase) {
    return this;
  }

  /** The totals of cells and genes. */
  CountTotals totals(Expression counts);

  /**
   * The kept genes of every cell, with each value replaced. Values that become 0 are not stored.
   *
   * @param keep whether each gene is kept; the other genes keep their column, but it is empty
   * @param store where the result is stored
   */
  Expression derive(Expression x, boolean[] keep, EntryFunction f, ExpressionStore store);

  /** The mean and population variance of every gene, zeros included. */
  GeneMoments moments(Expression x);

  /**
   * The moments of every gene in A = W X, where W is the graph with each row divided by its sum. A
   * row of A is the average expression of the cells that a cell has edges to. A is never stored.
   *
   * @param graph cells x cells, positive weights; cells of other species have expression 0
   * @param first the row of the graph that belongs to the first cell of {@code x}
   */
  GeneMoments averages(SparseMatrix graph, int first, Expression x);

  /**
   * The leading part of the singular value decomposition of a scaled matrix with its columns
   * centred.
   *
   * @param components at most the number of cells and the number of genes
   * @param seed of the random start; changes the result only within the tolerance
   */
  Svd components(ScaledExpression a, int components, long seed);

  /** The right singular vectors alone (genes x components), without the memory for the scores. */
  FloatMatrix loadings(ScaledExpression a, int components, long seed);

  /** The Euclidean length of every cell over the given genes. */
  double[] lengths(Expression x, int[] genes);

  /**
   * Rows of cells without what tells their batches apart (SPEC 3).
   *
   * @param rows a row for each cell; not changed
   * @return rows of the same shape; the same rows if there is one batch
   */
  CellMatrix harmonize(CellMatrix rows, Batches batches, HarmonyParams params);

  /**
   * The k nearest points of each query, nearest first.
   *
   * @param how the metric, the method and the seed
   */
  Neighbors nearest(CellMatrix queries, CellMatrix points, int k, NeighborSearch how);

  /**
   * The kA nearest rows of b to each row of a, and the kB nearest rows of a to each row of b. The
   * result is that of two searches, but an engine can find it in less time.
   */
  default NeighborSearch.BothWays nearest(
      CellMatrix a, int kA, CellMatrix b, int kB, NeighborSearch how) {
    return new NeighborSearch.BothWays(nearest(a, b, kA, how), nearest(b, a, kB, how));
  }

  /**
   * The distances of cells to their nearest cells as a cells x cells matrix. The diagonal and other
   * distances of 0 are stored entries too.
   */
  SparseMatrix distances(Neighbors nearest);

  /**
   * The moments of the columns of U = Z T, where Z is the expression of a view's genes, each
   * multiplied by its scale. U is never stored.
   *
   * @param scale the scale of every gene of all species
   * @param translation T: genes of all species x genes of all species
   */
  GeneMoments translatedMoments(GeneView view, double[] scale, SparseMatrix translation);

  /**
   * Computes Z A diag(blocks), subtracts the mean of each column and writes the result into columns
   * of {@code rows}. Z is that of {@link #translatedMoments}; diag(blocks) has the blocks of
   * loadings along its diagonal.
   *
   * @param first the gene number of the first row of A
   * @param a genes from {@code first} on x the rows of all blocks
   * @param blocks loadings, each genes x components
   * @param rows one row per cell; only the given columns are written
   * @param columns the columns that receive the components
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
   * The layout of a graph in the plane, points x 2 (SPEC 7).
   *
   * @param phase counts the epochs
   */
  FloatMatrix layout(SparseMatrix graph, UmapParams params, Progress.Phase phase);

  @Override
  void close();
}
