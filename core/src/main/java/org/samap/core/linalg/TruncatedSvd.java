package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Garbage;
import org.samap.core.run.Progress;

/**
 * The largest singular values and vectors of a {@link CenteredMatrix}.
 *
 * <p>With M = A or A^T, whichever is tall, the eigenvectors of M^T M are found by the Rayleigh-Ritz
 * method. For small matrices it searches the whole space, and the result is exact up to rounding.
 * Otherwise it searches a block Krylov space (Golub and Underwood 1977; Musco and Musco 2015,
 * arXiv:1504.05477). That space grows in steps of a quarter of the components, at least 32. It is
 * large enough when the last wanted eigenvalue rises by less than half a per cent in a step. Its
 * later rises, which shrink at a measured rate, must not add up to more either. If the space would
 * become most of the whole space, the whole is searched instead. Products use the form that is
 * fastest for their number ({@link TallMatrix#preparedFor}). The basis and the panels that sparse
 * rows multiply are rounded to float32; products are summed in float64.
 *
 * <p>Rounding gives M^T M errors of about 1e-7 times its largest eigenvalue, which can hide
 * eigenvalues up to that size. So a singular value is computed as the length of M v divided by the
 * length of v; its error is of second order in the error of v. Values of at most 1e-6 times the
 * largest count as 0.
 *
 * <p>Memory: min(cells, genes) * (4 bytes * dimension of the space + 8 bytes * components). The
 * flat spectra of expression data need a dimension of 4 to 5 times the components for 100
 * components, and 3 to 4 times for 300. If M^T M is computed, it takes up to 24 bytes per element.
 * The longer side takes one panel besides the result. Time: two multiplications per stored value
 * and dimension, and those that make the space orthogonal.
 *
 * <p>Implementation notes. Narrow panels need the fewest dimensions. For 100 components to 1 per
 * cent, 16 columns need 352 to 432 dimensions, 32 need 384 to 512, and 112 need 560 to 784 (five
 * data sets of 800 to 3,000 cells). So vectors of an earlier, similar matrix are a poor start: the
 * wide panel [V, random] still needs 448 to 672. A panel of 16 random mixtures of them saves 0 to 4
 * per cent of the dimensions in the second iteration of SAM, where most genes are new. In the
 * third, where most data sets have settled, it saves 13 per cent. So each decomposition starts from
 * random vectors and depends on its matrix alone.
 */
public final class TruncatedSvd {
  /** Up to this many columns of M the whole space is searched. */
  private static final int SMALL = 512;

  /** Above this share of the columns of M the whole space is searched. */
  private static final double LARGEST_PART = 0.75;

  /** The share of an eigenvalue that can be missing. */
  private static final double TOLERANCE = 5e-3;

  /** The dimensions per component that expression data usually need, for the choice of method. */
  private static final double DIMENSIONS = 4.5;

  private static final double RANK_TOLERANCE = 1e-6;

  private final TallMatrix m;
  private final int components;
  private final PanelAlgebra algebra;
  private final Progress.Phase phase;

  private TruncatedSvd(TallMatrix m, int components, PanelAlgebra algebra, Progress.Phase phase) {
    if (components < 1 || components > m.columns()) {
      int cells = m.transposed() ? m.columns() : m.rows();
      int genes = m.transposed() ? m.rows() : m.columns();
      throw new IllegalArgumentException(
          components + " components of a " + cells + " x " + genes + " matrix");
    }
    this.m = m;
    this.components = components;
    this.algebra = algebra;
    this.phase = phase;
  }

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; changes the result only within the tolerance
   * @param phase counts the dimensions of the space and the components made from it
   */
  public static Svd of(
      TallMatrix m, int components, long seed, PanelAlgebra algebra, Progress.Phase phase) {
    return new TruncatedSvd(m, components, algebra, phase).decompose(seed, true);
  }

  /**
   * The right vectors alone, without the memory for the left vectors of many cells.
   *
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; changes the result only within the tolerance
   * @param phase counts the dimensions of the space and the components made from it
   * @return V, as in {@link Svd}
   */
  public static FloatMatrix right(
      TallMatrix m, int components, long seed, PanelAlgebra algebra, Progress.Phase phase) {
    return new TruncatedSvd(m, components, algebra, phase).decompose(seed, m.transposed()).right();
  }

  private Svd decompose(long seed, boolean keepLongSide) {
    PanelMatrix vectors = leading(seed);
    LongSide longSide = longSide(vectors, keepLongSide);
    double[] singular = singularValues(longSide.lengths, roundedLengths(vectors));
    int[] order = FallingOrder.of(singular);
    double[] sorted = Arrays.stream(order).mapToDouble(v -> singular[v]).toArray();
    double[] signs = m.transposed() ? signs(vectors) : longSide.signs;
    double[] signsOfShort = new double[components];
    double[] signsOfLong = new double[components];
    for (int v = 0; v < components; v++) {
      signsOfShort[v] = singular[v] == 0 ? 0 : signs[v];
      signsOfLong[v] = singular[v] == 0 ? 0 : signs[v] * longSide.signs[v];
    }
    CellMatrix shortSide = shortSide(vectors);
    CellMatrix cells = m.transposed() ? shortSide : longSide.units;
    CellMatrix genes = m.transposed() ? longSide.units : shortSide;
    double[] signsOfCells = m.transposed() ? signsOfShort : signsOfLong;
    double[] signsOfGenes = m.transposed() ? signsOfLong : signsOfShort;
    algebra.arrange(cells, order, product(signsOfCells, singular));
    algebra.arrange(genes, order, signsOfGenes);
    return new Svd(cells, sorted, genes.toFloatMatrix());
  }

  /**
   * The vectors M v.
   *
   * @param units scaled to length 1, the entry of largest absolute value positive; no rows if not
   *     wanted
   * @param lengths the lengths of the M v
   * @param signs the sign of the largest entry of each M v
   */
  private record LongSide(CellMatrix units, double[] lengths, double[] signs) {}

  /** Computes the long side one panel at a time. */
  private LongSide longSide(PanelMatrix vectors, boolean keep) {
    CellMatrix units = CellMatrix.zeros(keep ? m.rows() : 0, components);
    double[] lengths = new double[components];
    double[] signs = new double[components];
    double[] panel = new double[m.rows() * WIDTH];
    for (int p = 0; p < vectors.panels(); p++) {
      m.multiply(vectors.panel(p), panel);
      double[] squares = algebra.squares(panel);
      double[] largest = algebra.largest(panel);
      double[] factors = new double[vectors.width(p)];
      for (int c = 0; c < factors.length; c++) {
        int v = p * WIDTH + c;
        lengths[v] = Math.sqrt(squares[c]);
        signs[v] = sign(largest[c]);
        factors[c] = lengths[v] == 0 ? 0 : signs[v] / lengths[v];
      }
      if (keep) {
        algebra.write(panel, factors, units, p * WIDTH);
      }
      phase.advance(factors.length);
    }
    return new LongSide(units, lengths, signs);
  }

  /** The vectors v as they are. */
  private CellMatrix shortSide(PanelMatrix vectors) {
    CellMatrix out = CellMatrix.zeros(vectors.rows(), components);
    for (int p = 0; p < vectors.panels(); p++) {
      double[] ones = new double[vectors.width(p)];
      Arrays.fill(ones, 1);
      algebra.write(vectors.panel(p), ones, out, p * WIDTH);
    }
    return out;
  }

  /** The eigenvectors of the largest eigenvalues of M^T M. */
  private PanelMatrix leading(long seed) {
    int n = m.columns();
    if (n <= SMALL || 4 * components >= n) {
      return inWhole();
    }
    int dimensions = (int) (DIMENSIONS * components);
    phase.expect(dimensions + components);
    RitzSpace space = RitzSpace.random(m.preparedFor(dimensions), seed, algebra);
    return grow(space, n) ? space.combine(space.eigen().vectors(components, algebra)) : inWhole();
  }

  private PanelMatrix inWhole() {
    int n = m.columns();
    SymmetricEigen eigen = SymmetricEigen.of(m.gram().toArray(), n);
    return eigen.vectors(components, algebra).firstRows(n);
  }

  /**
   * Lets the space grow until the smallest wanted eigenvalue, which settles last, has settled. Its
   * rises shrink about geometrically from step to step, so the missing part is the sum of the rises
   * to come: {@code rise q / (1 - q)}, with q the ratio of the last two rises. As q fluctuates, the
   * last rise must be small enough too.
   *
   * @return false if the space would become most of the whole space
   */
  private boolean grow(RitzSpace space, int n) {
    int step = Math.max(2, Math.ceilDiv(components, 4 * WIDTH)) * WIDTH;
    double value = 0;
    double rise = 0;
    int looks = 0;
    for (int dimension = Math.max(step, 3 * components - step);
        dimension <= LARGEST_PART * n;
        dimension = space.dimension() + step) {
      while (space.dimension() < dimension) {
        space.expand();
        phase.advance(WIDTH);
      }
      Garbage.collect();
      int now = space.dimension();
      BandInertia inertia = space.inertia();
      double trace = inertia.trace(now);
      if (inertia.countAbove(RANK_TOLERANCE * RANK_TOLERANCE * trace, now) < components) {
        return settled(now);
      }
      double before = value;
      double riseBefore = rise;
      value = inertia.eigenvalue(components, now, before, trace / components, TOLERANCE / 20);
      rise = value - before;
      double missing = rise < riseBefore ? rise * rise / (riseBefore - rise) : value;
      if (++looks > 2 && Math.max(rise, missing) <= TOLERANCE * value) {
        return settled(now);
      }
    }
    return false;
  }

  private boolean settled(int dimensions) {
    phase.expect(dimensions + components);
    return true;
  }

  /** The length of each vector after the rounding of products with M. */
  private double[] roundedLengths(PanelMatrix vectors) {
    double[] lengths = new double[components];
    for (int p = 0; p < vectors.panels(); p++) {
      double[] squares = algebra.squares(Panels.widened(Panels.rounded(vectors.panel(p))));
      for (int c = 0; c < vectors.width(p); c++) {
        lengths[p * WIDTH + c] = Math.sqrt(squares[c]);
      }
    }
    return lengths;
  }

  /** The lengths of M v divided by those of v, or 0 if that is negligible. */
  private static double[] singularValues(double[] lengths, double[] ofVectors) {
    double[] out = new double[lengths.length];
    Arrays.setAll(out, v -> lengths[v] / ofVectors[v]);
    double zero = RANK_TOLERANCE * Arrays.stream(out).max().orElse(0);
    return Arrays.stream(out).map(s -> s <= zero ? 0 : s).toArray();
  }

  /** The sign of each vector's entry of largest absolute value. */
  private double[] signs(PanelMatrix vectors) {
    double[] signs = new double[components];
    for (int p = 0; p < vectors.panels(); p++) {
      double[] largest = algebra.largest(vectors.panel(p));
      for (int c = 0; c < vectors.width(p); c++) {
        signs[p * WIDTH + c] = sign(largest[c]);
      }
    }
    return signs;
  }

  private static double sign(double x) {
    return x < 0 ? -1 : 1;
  }

  private static double[] product(double[] x, double[] y) {
    double[] out = new double[x.length];
    Arrays.setAll(out, i -> x[i] * y[i]);
    return out;
  }
}
