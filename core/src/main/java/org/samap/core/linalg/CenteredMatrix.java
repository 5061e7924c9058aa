package org.samap.core.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * A sparse cells x genes matrix S whose columns are centred without ever being made dense: A = S -
 * 1 m^T with m the column means of S. Any constant that is added to a column of S changes nothing,
 * so "sparse plus a constant row" is this matrix too.
 *
 * <p>As an operator it is seen from its longer side, M = A, or M = A^T if there are fewer cells
 * than genes: then M^T M has the smaller of the two sizes. In both cases M = R - a b^T with sparse
 * rows R, and a product costs 2 * WIDTH multiplications per stored entry and pass. Seen as A^T the
 * matrix is copied once (8 bytes an entry).
 */
public final class CenteredMatrix {
  /** Entries of a task: enough work to outweigh the merging of its panel of sums. */
  private static final int TASK_ENTRIES = 1 << 16;

  private final int cells;
  private final int genes;
  private final List<SparseMatrix> blocks;
  private final double[] means;

  private CenteredMatrix(int cells, int genes, List<SparseMatrix> blocks, double[] means) {
    this.cells = cells;
    this.genes = genes;
    this.blocks = blocks;
    this.means = means;
  }

  /**
   * @param blocks consecutive rows (cells) of S, all with {@code genes} columns; kept, not copied
   */
  public static CenteredMatrix of(int genes, List<SparseMatrix> blocks, Workers workers) {
    int cells = blocks.stream().mapToInt(SparseMatrix::rows).sum();
    double[] sums =
        workers.reduce(
            blocks.size(),
            b -> columnSums(blocks.get(b), genes),
            new double[genes],
            Panels::addInto);
    return new CenteredMatrix(
        cells, genes, blocks, Arrays.stream(sums).map(s -> s / Math.max(1, cells)).toArray());
  }

  public int cells() {
    return cells;
  }

  public int genes() {
    return genes;
  }

  /** Whether {@link #tall} is A^T. */
  boolean transposed() {
    return cells < genes;
  }

  /** A or A^T, whichever has at least as many rows as columns. */
  LinearOperator tall() {
    double[] ones = new double[cells];
    Arrays.fill(ones, 1);
    return transposed() ? new Tall(transposedBlocks(), means, ones) : new Tall(blocks, ones, means);
  }

  private static double[] columnSums(SparseMatrix block, int columns) {
    double[] sums = new double[columns];
    for (int p = 0; p < block.entries(); p++) {
      sums[block.index(p)] += block.value(p);
    }
    return sums;
  }

  /** The rows of S^T (genes x cells), in blocks of about TASK_ENTRIES entries or more. */
  private List<SparseMatrix> transposedBlocks() {
    int[] lengths = new int[genes];
    for (SparseMatrix block : blocks) {
      for (int p = 0; p < block.entries(); p++) {
        lengths[block.index(p)]++;
      }
    }
    int taskEntries = Math.max(TASK_ENTRIES, 8 * cells);
    int[] blockOfGene = new int[genes];
    int[] next = new int[genes];
    List<int[]> offsets = new ArrayList<>();
    for (int first = 0; first < genes; ) {
      int end = first;
      int entries = 0;
      while (end < genes && (entries == 0 || entries + lengths[end] <= taskEntries)) {
        blockOfGene[end] = offsets.size();
        next[end] = entries;
        entries += lengths[end++];
      }
      int[] rows = Arrays.copyOfRange(next, first, end + 1);
      rows[end - first] = entries;
      offsets.add(rows);
      first = end;
    }
    int[][] indices = offsets.stream().map(o -> new int[o[o.length - 1]]).toArray(int[][]::new);
    float[][] values =
        offsets.stream().map(o -> new float[o[o.length - 1]]).toArray(float[][]::new);
    int cell = 0;
    for (SparseMatrix block : blocks) {
      for (int r = 0; r < block.rows(); r++, cell++) {
        for (int p = block.offset(r); p < block.offset(r + 1); p++) {
          int gene = block.index(p);
          int at = next[gene]++;
          indices[blockOfGene[gene]][at] = cell;
          values[blockOfGene[gene]][at] = block.value(p);
        }
      }
    }
    List<SparseMatrix> out = new ArrayList<>();
    for (int b = 0; b < indices.length; b++) {
      int[] o = offsets.get(b);
      out.add(SparseMatrix.of(o.length - 1, cells, o, indices[b], values[b]));
    }
    return out;
  }

  /** M = R - a b^T: the rows R in blocks. */
  private static final class Tall implements LinearOperator {
    private final List<SparseMatrix> blocks;
    private final int[] firstRow;
    private final double[] a;
    private final double[] b;

    Tall(List<SparseMatrix> blocks, double[] a, double[] b) {
      this.blocks = blocks;
      this.a = a;
      this.b = b;
      this.firstRow = new int[blocks.size()];
      for (int i = 1; i < firstRow.length; i++) {
        firstRow[i] = firstRow[i - 1] + blocks.get(i - 1).rows();
      }
    }

    @Override
    public int rows() {
      return a.length;
    }

    @Override
    public int columns() {
      return b.length;
    }

    @Override
    public void multiply(double[] x, double[] y, Workers workers) {
      double[] bx = Panels.weightedSum(b, x);
      workers.forEach(
          blocks.size(),
          i -> {
            SparseMatrix rows = blocks.get(i);
            for (int r = 0; r < rows.rows(); r++) {
              int row = firstRow[i] + r;
              SparseKernels.gather(rows, r, x, y, row * WIDTH);
              Panels.subtract(a[row], bx, y, row * WIDTH);
            }
          });
    }

    @Override
    public void multiplyGram(double[] x, double[] z, Workers workers) {
      double[] bx = Panels.weightedSum(b, x);
      Arrays.fill(z, 0);
      // Each block's sums are a panel with a row of its own at the end for a^T M x.
      double[] sums =
          workers.reduce(
              blocks.size(),
              i -> blockGram(blocks.get(i), firstRow[i], x, bx),
              new double[z.length + WIDTH],
              Panels::addInto);
      System.arraycopy(sums, 0, z, 0, z.length);
      double[] at = Arrays.copyOfRange(sums, z.length, sums.length);
      for (int c = 0; c < b.length; c++) {
        Panels.subtract(b[c], at, z, c * WIDTH);
      }
    }

    private double[] blockGram(SparseMatrix rows, int first, double[] x, double[] bx) {
      double[] sums = new double[x.length + WIDTH];
      double[] t = new double[WIDTH];
      for (int r = 0; r < rows.rows(); r++) {
        SparseKernels.gather(rows, r, x, t, 0);
        Panels.subtract(a[first + r], bx, t, 0);
        SparseKernels.scatter(rows, r, t, sums);
        Panels.subtract(-a[first + r], t, sums, x.length);
      }
      return sums;
    }
  }
}
