package org.samap.core.linalg;

import java.util.List;
import org.samap.core.matrix.CellMatrix;

/**
 * What a decomposition does with long panels (see {@link LinearOperator}), whose rows may be shared
 * out among threads or devices: the methods say what is computed, implementations where. Sums over
 * rows are made in parts that depend on the number of rows alone, added up in their order: the same
 * bits every time.
 */
public interface PanelAlgebra {

  /**
   * The product q^T w for each panel q, WIDTH x WIDTH in row order. Parts are summed in float32,
   * their sum in float64.
   */
  double[][] products(List<float[]> panels, float[] w);

  /** {@code w^T w}, WIDTH x WIDTH in row order. */
  double[] gram(double[] w);

  /**
   * {@code w_g += sum of q_p f_gp} for each panel g of w, over the panels q_p. The sum is made in
   * float32.
   *
   * @param factors of each panel of w, the WIDTH rows of f_g0, then those of f_g1, and so on
   */
  void addCombinations(List<float[]> panels, List<float[]> factors, PanelMatrix w);

  /** {@code w = w t}, with t WIDTH x WIDTH in row order. */
  void transform(double[] w, double[] t);

  /** {@code x = Q x}; x may have rows below those of Q, which stay as they are. */
  void apply(Reflections q, PanelMatrix x);

  /** Of each column, the sum of its squares. */
  double[] squares(double[] panel);

  /** Of each column, the entry of largest absolute value, of equals the first. */
  double[] largest(double[] panel);

  /**
   * Writes the first columns of a panel, each times its factor and rounded to float32, into columns
   * of a matrix of as many rows.
   *
   * @param first the column of {@code to} that the first goes to
   */
  void write(double[] panel, double[] factors, CellMatrix to, int first);

  /**
   * Puts columns in order, in place: column i becomes column {@code order[i]} times {@code
   * factors[i]}, or zeros where the factor is 0.
   */
  void arrange(CellMatrix m, int[] order, double[] factors);
}
