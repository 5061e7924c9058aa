package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.Arrays;
import org.samap.core.matrix.CellMatrix;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Garbage;
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
 * made, up to 24 bytes of its size; of the longer side one panel and what is given back. Time: two
 * multiplications per stored value and dimension, and those of making the space orthogonal.
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

  /** Rows of a task. */
  private static final int ROWS = 4096;

  private TruncatedSvd() {}

  /**
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   */
  public static Svd of(CenteredMatrix a, int components, long seed, Workers workers) {
    return of(a, components, true, seed, workers);
  }

  /**
   * The right vectors alone, without the memory that those of many cells take.
   *
   * @param components 1 to min(cells, genes)
   * @param seed of the random start; matters only within the tolerance
   * @return V, as in {@link Svd}
   */
  public static FloatMatrix right(CenteredMatrix a, int components, long seed, Workers workers) {
    return of(a, components, a.transposed(), seed, workers).right();
  }

  private static Svd of(
      CenteredMatrix a, int components, boolean keepLongSide, long seed, Workers workers) {
    SparseOperator m = a.tall();
    if (components < 1 || components > m.columns()) {
      throw new IllegalArgumentException(
          components + " components of a " + a.cells() + " x " + a.genes() + " matrix");
    }
    double[][] shortSide = leading(m, a.products(m), components, seed, workers);
    LongSide longSide = LongSide.of(m, shortSide, components, keepLongSide, workers);
    double[] singular = singularValues(longSide.lengths, lengths(rounded(shortSide), components));
    int[] order = FallingOrder.of(singular);
    double[] signs = a.transposed() ? signs(shortSide, components) : longSide.signs;
    double[] signsOfShort = new double[components];
    double[] signsOfLong = new double[components];
    for (int v = 0; v < components; v++) {
      signsOfShort[v] = singular[v] == 0 ? 0 : signs[v];
      signsOfLong[v] = singular[v] == 0 ? 0 : signs[v] * longSide.signs[v];
    }
    FloatMatrix fromShort = arranged(shortSide, signsOfShort, order);
    CellMatrix fromLong = arrange(longSide.units, signsOfLong, order, workers);
    double[] sorted = Arrays.stream(order).mapToDouble(v -> singular[v]).toArray();
    return a.transposed()
        ? new Svd(CellMatrix.of(fromShort), sorted, fromLong.toFloatMatrix())
        : new Svd(fromLong, sorted, fromShort);
  }

  /**
   * The vectors M v, made a panel at a time.
   *
   * @param units of length 1, the entry of largest absolute value positive; no rows if not wanted
   * @param lengths of M v
   * @param signs of the largest entry of M v
   */
  private record LongSide(CellMatrix units, double[] lengths, double[] signs) {

    static LongSide of(
        SparseOperator m, double[][] vectors, int components, boolean keep, Workers workers) {
      CellMatrix units = CellMatrix.zeros(keep ? m.rows() : 0, components);
      double[] lengths = new double[components];
      double[] signs = new double[components];
      double[] panel = new double[m.rows() * WIDTH];
      for (int first = 0; first < components; first += WIDTH) {
        int count = Math.min(WIDTH, components - first);
        m.multiply(vectors[first / WIDTH], panel, workers);
        double[][] one = {panel};
        System.arraycopy(TruncatedSvd.lengths(one, count), 0, lengths, first, count);
        System.arraycopy(TruncatedSvd.signs(one, count), 0, signs, first, count);
        int column = first;
        workers.forRanges(
            units.rows(), ROWS, (from, to) -> put(panel, lengths, signs, units, column, from, to));
      }
      return new LongSide(units, lengths, signs);
    }

    private static void put(
        double[] panel,
        double[] lengths,
        double[] signs,
        CellMatrix units,
        int first,
        int from,
        int to) {
      for (int v = first; v < Math.min(first + WIDTH, lengths.length); v++) {
        double factor = lengths[v] == 0 ? 0 : signs[v] / lengths[v];
        for (int i = from; i < to; i++) {
          units.set(i, v, (float) (panel[i * WIDTH + v - first] * factor));
        }
      }
    }
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
      Garbage.collect();
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

  /** The vectors {@code order} of panels, times their signs (0: a vector of zeros). */
  private static FloatMatrix arranged(double[][] panels, double[] signs, int[] order) {
    int rows = panels[0].length / WIDTH;
    FloatMatrix out = FloatMatrix.zeros(rows, order.length);
    for (int column = 0; column < order.length; column++) {
      int v = order[column];
      double[] panel = panels[v / WIDTH];
      for (int i = 0; i < rows && signs[v] != 0; i++) {
        out.set(i, column, (float) (panel[i * WIDTH + v % WIDTH] * signs[v]));
      }
    }
    return out;
  }

  /** The same for columns, in place. */
  private static CellMatrix arrange(
      CellMatrix columns, double[] signs, int[] order, Workers workers) {
    workers.forRanges(
        columns.rows(),
        ROWS,
        (from, to) -> {
          float[] row = new float[order.length];
          for (int i = from; i < to; i++) {
            columns.copyRow(i, row, 0);
            for (int column = 0; column < row.length; column++) {
              int v = order[column];
              columns.set(i, column, signs[v] == 0 ? 0 : (float) signs[v] * row[v]);
            }
          }
        });
    return columns;
  }
}
