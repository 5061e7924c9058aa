package org.samap.core.simd;

/**
 * Inner loops of linear algebra on panels: {@value #WIDTH} vectors side by side, entry (i, c) at
 * {@code i * WIDTH + c}. Kernels on float32 panels are for long sums of products that mostly wait
 * for memory: they take half the time or less. All implementations give the same bits, whatever the
 * processor. Unless a kernel says otherwise, every element of a result is one chain of fused
 * multiply-adds in the order of rows (or entries), beginning with the value that it had before.
 *
 * <p>Ranges outside an array throw {@link IndexOutOfBoundsException}. Kernels keep no state and can
 * be used from any thread.
 */
public sealed interface PanelKernels permits ScalarPanelKernels, VectorPanelKernels {

  /** Vectors in a panel. */
  int WIDTH = 16;

  /** Vector instructions or plain loops, as {@link Kernels#best} chooses. */
  static PanelKernels best() {
    return Kernels.best() instanceof VectorKernels
        ? new VectorPanelKernels()
        : new ScalarPanelKernels();
  }

  /**
   * A sparse row times a panel: {@code y[at + c] += sum over p of values[p] x[indices[p], c]} for
   * the entries p in [from, to), in float64.
   */
  void gather(int[] indices, float[] values, int from, int to, float[] x, double[] y, int at);

  /**
   * A faster {@link #gather}, for a product that is stored in float32. Entries go in groups of
   * eight: within a group, those at even and those at odd places are summed in one chain each, and
   * the two sums are added, in float32. The sums of the groups, and the products of the entries
   * left over, are added in float64. Sums of so few terms lose about as much as rounding the panel
   * to float32 did.
   */
  void gatherByEights(
      int[] indices, float[] values, int from, int to, float[] x, double[] y, int at);

  /**
   * The transpose of a sparse row times one row of a panel, which is at t[at] and beyond: {@code
   * z[indices[p], c] += values[p] t[at + c]} for the entries p in [from, to), whose indices are
   * distinct, in float32.
   */
  void scatter(int[] indices, float[] values, int from, int to, float[] t, int at, FloatPanel z);

  /**
   * The sum of y_gc y_hc over the columns c of two rows, in float64: those of equal remainder c mod
   * 4 are one chain each, and the sums of the chains are added as (0 + 1) + (2 + 3).
   */
  double product(FloatPanel y, int g, int h);

  /** The sum of a row, in the order of {@link #product}. */
  double sum(FloatPanel y, int row);

  /** {@code w += q h} for the rows [from, to) of the panels q and w; h is WIDTH x WIDTH at hAt. */
  void addProduct(double[] q, double[] h, int hAt, double[] w, int from, int to);

  /** {@code h += q^T w} over the rows [from, to) of the panels q and w; h is WIDTH x WIDTH. */
  void addTransposedProduct(double[] q, double[] w, double[] h, int from, int to);

  /**
   * {@code w += q h} for {@code rows} rows of panels, from row {@code qRow} of q and from the first
   * row of w on; h is WIDTH x WIDTH at hAt.
   */
  void addProduct(float[] q, int qRow, float[] h, int hAt, float[] w, int rows);

  /** {@code h += q^T w} over the rows [from, to) of the panels q and w; h is WIDTH x WIDTH. */
  void addTransposedProduct(float[] q, float[] w, float[] h, int from, int to);

  /** {@code x -= beta v (v^T x)} with the rows [from, to) of a vector v and a panel x. */
  void reflect(double[] v, double beta, int from, int to, double[] x);

  /**
   * {@code A -= v w^T + w v^T} and then {@code p += A u}, in one sweep over the rows [row, row + 4)
   * and the columns [from, stride) of a symmetric A: p[c] gets the products of these rows.
   *
   * @param a rows of {@code stride} values
   * @param from a multiple of WIDTH, like {@code stride}
   */
  void rankTwoSweep(
      double[] a, int stride, int row, int from, double[] v, double[] w, double[] u, double[] p);
}
