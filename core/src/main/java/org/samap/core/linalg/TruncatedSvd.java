package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/**
 * The largest singular values and vectors of a {@link CenteredMatrix}.
 *
 * <p>With M = A or A^T, whichever is tall, the eigenvectors of M^T M are found by the Rayleigh-Ritz
 * method in a space that is the whole one for small matrices, where the result is exact to rounding
 * errors, and otherwise a block Krylov space (Golub and Underwood 1977; Musco and Musco 2015,
 * arXiv:1504.05477) that grows in steps of a quarter of the components until the last wanted
 * eigenvalue rises by less than half a per cent in a step. A space that would become most of the
 * whole gives way to the whole. All arithmetic is in float64; results are float32.
 *
 * <p>Singular values at most 1e-6 times the largest count as 0. Memory: 8 bytes * min(cells, genes)
 * * (dimension of the space + components), where flat spectra of expression data take 4 to 5 times
 * the components. Time: two multiplications per stored value and dimension, and those of making the
 * space orthogonal.
 */
public final class TruncatedSvd {
  /** Up to this many columns of M the space is the whole one. */
  private static final int SMALL = 512;

  /** Above this part of the columns of M the space is the whole one. */
  private static final double LARGEST_PART = 0.75;

  /** The relative rise of an eigenvalue, while the space grows by a step, that counts as none. */
  private static final double TOLERANCE = 5e-3;

  private static final double RANK_TOLERANCE = 1e-6;

  private TruncatedSvd() {}

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   */
  public static Svd of(CenteredMatrix a, int components, long seed, Workers workers) {
    LinearOperator m = a.tall();
    if (components < 1 || components > m.columns()) {
      throw new IllegalArgumentException(
          components + " components of a " + a.cells() + " x " + a.genes() + " matrix");
    }
    RitzSpace space = space(m, components, seed, workers);
    SymmetricEigen eigen = space.eigen();
    double[] singular = singularValues(eigen.values(), components);
    double[][] shortSide = space.combine(eigen.vectors(components, workers));
    double[][] longSide = new double[shortSide.length][m.rows() * WIDTH];
    for (int g = 0; g < shortSide.length; g++) {
      m.multiply(shortSide[g], longSide[g], workers);
    }
    double[] ones = new double[components];
    double[] inverse = new double[components];
    for (int v = 0; v < components; v++) {
      ones[v] = singular[v] == 0 ? 0 : 1;
      inverse[v] = singular[v] == 0 ? 0 : 1 / singular[v];
    }
    double[] signs = signs(a.transposed() ? shortSide : longSide, components);
    FloatMatrix fromShort = scaled(shortSide, ones, signs);
    FloatMatrix fromLong = scaled(longSide, inverse, signs);
    return a.transposed()
        ? new Svd(fromShort, singular, fromLong)
        : new Svd(fromLong, singular, fromShort);
  }

  private static RitzSpace space(LinearOperator m, int components, long seed, Workers workers) {
    if (m.columns() <= SMALL || 4 * components >= m.columns()) {
      return RitzSpace.whole(m, workers);
    }
    int step = Math.ceilDiv(components, 4 * WIDTH) * WIDTH;
    RitzSpace space = RitzSpace.random(m, seed, workers);
    do {
      if (space.dimension() + step > LARGEST_PART * m.columns()) {
        return RitzSpace.whole(m, workers);
      }
      for (int grown = 0; grown < step; grown += WIDTH) {
        space.expand();
      }
    } while (space.dimension() < 3 * components || !converged(space, components, step));
    return space;
  }

  /** Whether the least wanted eigenvalue, which settles last, hardly rose in the last step. */
  private static boolean converged(RitzSpace space, int components, int step) {
    int n = space.dimension();
    double now = space.ritzValue(components, n, TOLERANCE / 10);
    double before = space.ritzValue(components, n - step, TOLERANCE / 10);
    double zero = RANK_TOLERANCE * RANK_TOLERANCE * space.ritzValue(1, n, TOLERANCE);
    return now - before <= Math.max(zero, TOLERANCE * now);
  }

  private static double[] singularValues(double[] eigenvalues, int count) {
    double zero = eigenvalues[0] * RANK_TOLERANCE * RANK_TOLERANCE;
    return Arrays.stream(eigenvalues, 0, count).map(v -> v <= zero ? 0 : Math.sqrt(v)).toArray();
  }

  /** Of each vector, the sign of its entry of largest absolute value. */
  private static double[] signs(double[][] panels, int components) {
    double[] largest = new double[components];
    for (int v = 0; v < components; v++) {
      double[] panel = panels[v / WIDTH];
      for (int i = v % WIDTH; i < panel.length; i += WIDTH) {
        if (Math.abs(panel[i]) > Math.abs(largest[v])) {
          largest[v] = panel[i];
        }
      }
    }
    return Arrays.stream(largest).map(x -> x < 0 ? -1 : 1).toArray();
  }

  private static FloatMatrix scaled(double[][] panels, double[] factors, double[] signs) {
    int rows = panels[0].length / WIDTH;
    FloatMatrix out = FloatMatrix.zeros(rows, factors.length);
    for (int v = 0; v < factors.length; v++) {
      double[] panel = panels[v / WIDTH];
      double factor = factors[v] * signs[v];
      for (int i = 0; i < rows && factor != 0; i++) {
        out.set(i, v, (float) (panel[i * WIDTH + v % WIDTH] * factor));
      }
    }
    return out;
  }
}
