package org.samap.core.linalg;

import java.util.List;
import org.samap.core.matrix.CellMatrix;

/**
 * The operations of a decomposition on long panels (see {@link LinearOperator}), whose rows can be
 * divided among threads or devices. Sums over rows are split into parts that depend on the number
 * of rows alone, and the parts are added in order, so results have the same bits every time.
 */
public interface PanelAlgebra {

  /** A new basis of vectors with this many rows. */
  default PanelBasis basis(int rows) {
    return new HeapBasis(this);
  }

  /**
   * The product q^T w for each panel q, WIDTH x WIDTH in row order. Each part is summed in float32,
   * the parts in float64.
   */
  double[][] products(List<float[]> panels, float[] w);

  /** {@code w^T w}, WIDTH x WIDTH in row order. */
  double[] gram(double[] w);

  /**
   * {@code w_g += sum of q_p f_gp} for each panel g of w, over the panels q_p. Sums in float32.
   *
   * @param factors for each panel g of w, the WIDTH rows of f_g0, then of f_g1, and so on
   */
  void addCombinations(List<float[]> panels, List<float[]> factors, PanelMatrix w);

  /** {@code w = w t}, with t WIDTH x WIDTH in row order. */
  void transform(double[] w, double[] t);

  /** {@code x = Q x}. If x has more rows than Q, the others stay as they are. */
  void apply(Reflections q, PanelMatrix x);

  /** The sum of squares of each column. */
  double[] squares(double[] panel);

  /** The entry of largest absolute value of each column; of equal ones the first. */
  double[] largest(double[] panel);

  /**
   * Writes the first columns of a panel, each multiplied by its factor and rounded to float32, into
   * columns of a matrix with as many rows.
   *
   * @param first the column of {@code to} that receives the first column
   */
  void write(double[] panel, double[] factors, CellMatrix to, int first);

  /**
   * Reorders columns in place: column i becomes column {@code order[i]} times {@code factors[i]},
   * or zeros if the factor is 0.
   */
  void arrange(CellMatrix m, int[] order, double[] factors);
}
