package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Workers;

/**
 * The largest singular values and vectors of a {@link CenteredMatrix}.
 *
 * <p>With M = A or A^T, whichever is tall, the eigenvectors of M^T M are found by the Rayleigh-Ritz
 * method in a space that is the whole one for small matrices, where the result is exact to rounding
 * errors, and otherwise a block Krylov space (Golub and Underwood 1977; Musco and Musco 2015,
 * arXiv:1504.05477) that grows in steps of a quarter of the components, at least 32, until the last
 * wanted eigenvalue rises by less than half a per cent in a step and, as its rises fall, will not
 * rise by more from there on. A space that would become most of the whole gives way to the whole.
 * Products are made with M and M^T, or with M^T M as a dense matrix where that is faster ({@link
 * GramCost}). Panels that sparse rows multiply, and the basis of the space, are rounded to float32;
 * products are summed in float64.
 *
 * <p>The roundings leave errors of about 1e-7 times its largest eigenvalue in M^T M, which can hide
 * all eigenvalues up to that size. So a singular value is the length of M v over that of v, whose
 * error is of second order in v's; at most 1e-6 times the largest, it counts as 0. Memory:
 * min(cells, genes) * (4 bytes * dimension of the space + 8 bytes * components), where the flat
 * spectra of expression data take 4 to 5 times 100 components and 3 to 4 times 300; where M^T M is
 * made, up to 24 bytes of its size. Time: two multiplications per stored value and dimension, and
 * those of making the space orthogonal.
 *
 * <p>Implementation notes. Narrow panels need the fewest dimensions: for 100 components to 1 per
 * cent, 352 to 432 with 16 columns, 384 to 512 with 32, 560 to 784 with 112 (five data sets of 800
 * to 3,000 cells). So vectors of an earlier, similar matrix are of little use as a start: the wide
 * panel [V, random] still needs 448 to 672, and a panel of 16 random mixtures of them saves 0 to 4
 * per cent of the dimensions in the second iteration of SAM, where most genes are new, and 13 per
 * cent in the third, where most data sets have settled. Each decomposition starts from random
 * vectors, and depends on its matrix alone.
 */
public final class TruncatedSvd {
  /** Up to this many columns of M the space is the whole one. */
  private static final int SMALL = 512;

  /** Above this part of the columns of M the space is the whole one. */
  private static final double LARGEST_PART = 0.75;

  /** The part of an eigenvalue that may be missing. */
  private static final double TOLERANCE = 5e-3;

  /**
   * The dimensions that spaces of expression data take, in components: for the choice of method.
   */
  private static final double DIMENSIONS = 4.5;

  private static final double RANK_TOLERANCE = 1e-6;

  private TruncatedSvd() {}

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   */
  public static Svd of(CenteredMatrix a, int components, long seed, Workers workers) {
    SparseOperator m = a.tall();
    if (components < 1 || components > m.columns()) {
      throw new IllegalArgumentException(
          components + " components of a " + a.cells() + " x " + a.genes() + " matrix");
    }
    double[][] shortSide = leading(m, a.products(m), components, seed, workers);
    double[][] longSide = new double[shortSide.length][m.rows() * WIDTH];
    for (int g = 0; g < shortSide.length; g++) {
      m.multiply(shortSide[g], longSide[g], workers);
    }
    double[] lengths = lengths(longSide, components);
    double[] singular = singularValues(lengths, lengths(rounded(shortSide), components));
    int[] order = falling(singular);
    double[] ones = new double[components];
    double[] inverse = new double[components];
    for (int v = 0; v < components; v++) {
      ones[v] = singular[v] == 0 ? 0 : 1;
      inverse[v] = singular[v] == 0 ? 0 : 1 / lengths[v];
    }
    double[] signs = signs(a.transposed() ? shortSide : longSide, components);
    FloatMatrix fromShort = scaled(shortSide, ones, signs, order);
    FloatMatrix fromLong = scaled(longSide, inverse, signs, order);
    double[] sorted = Arrays.stream(order).mapToDouble(v -> singular[v]).toArray();
    return a.transposed()
        ? new Svd(fromShort, sorted, fromLong)
        : new Svd(fromLong, sorted, fromShort);
  }

  /** The eigenvectors of the largest eigenvalues of M^T M, in panels. */
  private static double[][] leading(
      SparseOperator m, LinearOperator products, int components, long seed, Workers workers) {
    int n = m.columns();
    if (n <= SMALL || 4 * components >= n) {
      return inWhole(GramMatrix.panels(m, workers), components, workers);
    }
    LinearOperator operator =
        GramCost.pays(m.sparse(), (int) (DIMENSIONS * components))
            ? new GramOperator(m, GramMatrix.panels(m, workers))
            : products;
    RitzSpace space = RitzSpace.random(operator, seed, workers);
    if (!grow(space, components, n)) {
      return inWhole(GramMatrix.panels(m, workers), components, workers);
    }
    return space.combine(space.eigen().vectors(components, workers));
  }

  private static double[][] inWhole(double[][] gram, int components, Workers workers) {
    int n = gram[0].length / WIDTH;
    double[] matrix = new double[n * n];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = gram[i % n / WIDTH][i / n * WIDTH + i % n % WIDTH];
    }
    double[][] vectors = SymmetricEigen.of(matrix, n).vectors(components, workers);
    Arrays.setAll(vectors, p -> Arrays.copyOf(vectors[p], n * WIDTH));
    return vectors;
  }

  /**
   * Lets the space grow until the least wanted eigenvalue, which settles last, is settled. Its
   * rises from step to step fall about geometrically, so what is missing is the sum of those to
   * come: {@code rise q / (1 - q)}, with q the last rise over the one before. That is uneven, so
   * the last rise must be as small.
   *
   * @return false if the space would become most of the whole one
   */
  private static boolean grow(RitzSpace space, int components, int n) {
    int step = Math.max(2, Math.ceilDiv(components, 4 * WIDTH)) * WIDTH;
    double value = 0;
    double rise = 0;
    int looks = 0;
    for (int dimension = Math.max(step, 3 * components - step);
        dimension <= LARGEST_PART * n;
        dimension = space.dimension() + step) {
      while (space.dimension() < dimension) {
        space.expand();
      }
      int now = space.dimension();
      BandInertia inertia = space.inertia();
      double trace = inertia.trace(now);
      if (inertia.countAbove(RANK_TOLERANCE * RANK_TOLERANCE * trace, now) < components) {
        return true;
      }
      double before = value;
      double riseBefore = rise;
      value = inertia.eigenvalue(components, now, before, trace / components, TOLERANCE / 20);
      rise = value - before;
      double missing = rise < riseBefore ? rise * rise / (riseBefore - rise) : value;
      if (++looks > 2 && Math.max(rise, missing) <= TOLERANCE * value) {
        return true;
      }
    }
    return false;
  }

  private static double[][] rounded(double[][] panels) {
    return Arrays.stream(panels)
        .map(p -> Arrays.stream(p).map(x -> (float) x).toArray())
        .toArray(double[][]::new);
  }

  /** Of each vector, its length. */
  private static double[] lengths(double[][] panels, int components) {
    double[] squares = new double[panels.length * WIDTH];
    for (int g = 0; g < panels.length; g++) {
      double[] panel = panels[g];
      for (int i = 0; i < panel.length; i += WIDTH) {
        Panels.addSquares(panel, i, squares, g * WIDTH);
      }
    }
    return Arrays.stream(squares, 0, components).map(Math::sqrt).toArray();
  }

  /** The lengths of M v over those of v, or 0 where that is next to nothing. */
  private static double[] singularValues(double[] lengths, double[] ofVectors) {
    double[] out = new double[lengths.length];
    Arrays.setAll(out, v -> lengths[v] / ofVectors[v]);
    double zero = RANK_TOLERANCE * Arrays.stream(out).max().orElse(0);
    return Arrays.stream(out).map(s -> s <= zero ? 0 : s).toArray();
  }

  /** The order of falling values, of equal ones the first first. */
  private static int[] falling(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(v -> -values[v]))
        .mapToInt(v -> v)
        .toArray();
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

  /** The vectors {@code order} of panels, times their factors and signs. */
  private static FloatMatrix scaled(
      double[][] panels, double[] factors, double[] signs, int[] order) {
    int rows = panels[0].length / WIDTH;
    FloatMatrix out = FloatMatrix.zeros(rows, factors.length);
    for (int column = 0; column < order.length; column++) {
      int v = order[column];
      double[] panel = panels[v / WIDTH];
      double factor = factors[v] * signs[v];
      for (int i = 0; i < rows && factor != 0; i++) {
        out.set(i, column, (float) (panel[i * WIDTH + v % WIDTH] * factor));
      }
    }
    return out;
  }
}
