package org.samap.core.linalg;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.run.RandomStream;

/**
 * The space that is searched for the leading eigenvectors of C = M^T M: an orthonormal basis Q in
 * panels, and T = Q^T C Q. It is a Krylov space that grows by one panel at a time.
 *
 * <p>A new panel is C times the last one. It is made orthogonal to the last two panels (which gives
 * the blocks of T; the others are 0) and then to all, so that no orthogonality is lost. The vectors
 * of a panel are orthonormalised through the eigenvectors of their WIDTH x WIDTH Gram matrix
 * (Stathopoulos and Wu 2002, doi:10.1137/S1064827500370883). This reveals dependent vectors, which
 * are replaced by random ones, so that the search goes on when an invariant subspace is complete.
 *
 * <p>The basis is stored in float32. As rounding errors are random, a product of two basis vectors
 * has an error of about 6e-8 / sqrt(n), and so do products summed in float32 over a task's rows.
 * The basis is orthogonal to 1e-8, and T is as good as in float64 (Simon 1984,
 * doi:10.1090/S0025-5718-1984-0725988-X: half the digits suffice). Simon makes only some panels
 * orthogonal to all others, but that needs exact products with C. Errors of 1e-7 would grow to
 * components of 1e-6 along the first panels in one step, to 1e-4 in the next, and would then
 * dominate.
 */
final class RitzSpace {
  /**
   * A direction of a panel counts as dependent if its square is below this share of the largest.
   */
  private static final double DEPENDENT = 1e-12;

  private final LinearOperator m;
  private final long seed;
  private final PanelAlgebra algebra;
  private final PanelBasis basis;
  private final List<Block> projected = new ArrayList<>();
  private int randomPanels;
  private double scale;

  /** Entries (16 i + r, 16 j + c) of T, i not above j. */
  private record Block(int i, int j, double[] values) {}

  private RitzSpace(LinearOperator m, long seed, PanelAlgebra algebra) {
    this.m = m;
    this.seed = seed;
    this.algebra = algebra;
    this.basis = algebra.basis(m.columns());
  }

  /** A Krylov space of one random panel, for a matrix of many more than WIDTH columns. */
  static RitzSpace random(LinearOperator m, long seed, PanelAlgebra algebra) {
    RitzSpace space = new RitzSpace(m, seed, algebra);
    double[] start = new double[m.columns() * WIDTH];
    space.append(start);
    return space;
  }

  /** The number of basis vectors for which T is known. */
  int dimension() {
    return Math.min(m.columns(), (projected.isEmpty() ? 0 : projected.getLast().j + 1) * WIDTH);
  }

  /** Multiplies the last panel by C: T grows by a panel, and the basis by the next. */
  void expand() {
    double[] last = Panels.widened(basis.last());
    double[] w = new double[last.length];
    m.multiplyGram(last, w);
    int first = Math.max(0, basis.size() - 2);
    double[][] h = removeComponents(first, w);
    for (int i = 0; i < h.length; i++) {
      projected.add(new Block(first + i, basis.size() - 1, h[i]));
    }
    for (int c = 0; c < WIDTH; c++) {
      scale = Math.max(scale, Math.abs(h[h.length - 1][c * WIDTH + c]));
    }
    append(w);
  }

  /**
   * For bisection of the eigenvalues of C, estimated in the first n dimensions, for any n up to
   * {@link #dimension}.
   */
  BandInertia inertia() {
    int bandwidth = 2 * WIDTH;
    double[] band = new double[dimension() * bandwidth];
    for (Block block : projected) {
      for (int r = 0; r < WIDTH; r++) {
        int row = block.i * WIDTH + r;
        for (int c = Math.max(0, row - block.j * WIDTH); c < WIDTH; c++) {
          band[row * bandwidth + block.j * WIDTH + c - row] = block.values[r * WIDTH + c];
        }
      }
    }
    return new BandInertia(band, bandwidth);
  }

  /** The eigenvalues and eigenvectors of T, which are those of C in this space. */
  SymmetricEigen eigen() {
    return SymmetricEigen.of(t(), dimension());
  }

  /** The vectors with the given coefficients, which have dimension() rows or more. */
  PanelMatrix combine(PanelMatrix coefficients) {
    PanelMatrix vectors = PanelMatrix.zeros(m.columns(), coefficients.columns());
    List<float[]> factors = new ArrayList<>();
    for (int g = 0; g < coefficients.panels(); g++) {
      factors.add(Panels.rounded(coefficients.panel(g)));
    }
    int panels = Math.ceilDiv(dimension(), WIDTH);
    basis.addCombinations(0, panels, factors, vectors);
    return vectors;
  }

  private double[] t() {
    int n = dimension();
    double[] t = new double[n * n];
    for (Block block : projected) {
      for (int r = 0; r < WIDTH; r++) {
        for (int c = 0; c < WIDTH; c++) {
          int row = block.i * WIDTH + r;
          int column = block.j * WIDTH + c;
          // Copied from above the diagonal to below it, so exactly symmetric.
          if (row <= column && column < n) {
            double value = block.values[r * WIDTH + c];
            t[row * n + column] = value;
            t[column * n + row] = value;
          }
        }
      }
    }
    return t;
  }

  /** Makes w orthonormal and orthogonal to the basis, and adds it to the basis. */
  private void append(double[] w) {
    boolean independent;
    do {
      independent = orthonormalize(w, DEPENDENT * scale);
      removeComponents(0, w);
    } while (!independent);
    orthonormalize(w, 0);
    basis.add(Panels.rounded(w));
  }

  /**
   * {@code w -= q (q^T w)} for all panels q of the basis from {@code first} on, at once; returns
   * the products q^T w.
   */
  private double[][] removeComponents(int first, double[] w) {
    double[][] h = basis.products(first, Panels.rounded(w));
    float[] negative = new float[h.length * WIDTH * WIDTH];
    for (int i = 0; i < negative.length; i++) {
      negative[i] = (float) -h[i / (WIDTH * WIDTH)][i % (WIDTH * WIDTH)];
    }
    basis.addCombinations(first, basis.size(), List.of(negative), PanelMatrix.of(w));
    return h;
  }

  /**
   * Replaces w by an orthonormal basis of its span. Columns no longer than {@code floor} and
   * dependent directions become random vectors.
   *
   * @return whether no vector was replaced by a random one
   */
  private boolean orthonormalize(double[] w, double floor) {
    double[] gram = algebra.gram(w);
    double[] inverseLength = new double[WIDTH];
    for (int c = 0; c < WIDTH; c++) {
      double length = Math.sqrt(gram[c * WIDTH + c]);
      inverseLength[c] = length <= floor ? 0 : 1 / length;
    }
    double[] cosines = new double[gram.length];
    for (int i = 0; i < gram.length; i++) {
      int r = Math.max(i / WIDTH, i % WIDTH);
      int c = Math.min(i / WIDTH, i % WIDTH);
      cosines[i] = gram[r * WIDTH + c] * inverseLength[r] * inverseLength[c];
    }
    SymmetricEigen eigen = SymmetricEigen.of(cosines, WIDTH);
    double[] vectors = eigen.vectors(WIDTH, algebra).panel(0);
    double smallest = DEPENDENT * Math.max(eigen.values()[0], 0.5);
    double[] transform = new double[WIDTH * WIDTH];
    int rank = 0;
    for (; rank < WIDTH && eigen.values()[rank] > smallest; rank++) {
      double factor = 1 / Math.sqrt(eigen.values()[rank]);
      for (int r = 0; r < WIDTH; r++) {
        transform[r * WIDTH + rank] = inverseLength[r] * vectors[r * WIDTH + rank] * factor;
      }
    }
    algebra.transform(w, transform);
    if (rank < WIDTH) {
      fillWithRandom(w, rank);
    }
    return rank == WIDTH;
  }

  private void fillWithRandom(double[] w, int firstColumn) {
    RandomStream random = RandomStream.of(seed, "svd", randomPanels++);
    double length = Math.sqrt(m.columns() / 3.0);
    for (int i = 0; i < m.columns(); i++) {
      for (int c = firstColumn; c < WIDTH; c++) {
        w[i * WIDTH + c] = (2 * random.nextDouble() - 1) / length;
      }
    }
  }
}
