package org.samap.core.sam;

import java.util.Arrays;
import java.util.List;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.linalg.CenteredMatrix;
import org.samap.core.matrix.SparseMatrix;
import org.samap.core.run.Workers;

/**
 * The matrix that a PCA sees: some genes' expression, scaled and weighted. A value that a zero of
 * the expression has is taken from its whole column, which the centring of the columns undoes: so
 * the matrix stays as sparse as the expression.
 */
final class ScaledGenes {
  private static final double CLIP = 10;

  private ScaledGenes() {}

  /** z = clip((x - mean) / sd) * w of the chosen genes; or another scaling. */
  static CenteredMatrix forPca(
      Preprocessed data, int[] genes, double[] weights, Scaling scaling, Workers workers) {
    GeneMoments moments = data.pcaMoments();
    return switch (scaling) {
      case STANDARD_SCALER ->
          matrix(
              data.pcaInput(),
              genes,
              (g, x) -> {
                double zero = -moments.means()[g] / moments.scale(g);
                double z = zero + x / moments.scale(g);
                return (clip(z) - clip(zero)) * weights[g];
              },
              workers);
      case NORMALIZER -> {
        Expression x = data.pcaInput();
        Expression unit =
            x.mapBlocks(workers, block -> withUnitRows(block, isChosen(genes, x.genes())));
        yield matrix(unit, genes, (g, v) -> v * weights[g], workers);
      }
      case NONE -> matrix(data.pcaInput(), genes, (g, x) -> x * weights[g], workers);
    };
  }

  /** x / sd * w of the chosen genes. */
  static CenteredMatrix forMapping(
      Preprocessed data, int[] genes, double[] weights, Workers workers) {
    GeneMoments moments = data.moments();
    return matrix(data.expression(), genes, (g, x) -> x / moments.scale(g) * weights[g], workers);
  }

  private static double clip(double z) {
    return Math.clamp(z, -CLIP, CLIP);
  }

  private static CenteredMatrix matrix(
      Expression x, int[] genes, EntryFunction f, Workers workers) {
    int[] column = new int[x.genes()];
    Arrays.fill(column, -1);
    for (int c = 0; c < genes.length; c++) {
      column[genes[c]] = c;
    }
    SparseMatrix[] blocks = new SparseMatrix[x.blocks()];
    workers.forEach(blocks.length, b -> blocks[b] = select(x.block(b), column, genes.length, f));
    return CenteredMatrix.of(genes.length, List.of(blocks), workers);
  }

  private static SparseMatrix select(RowBlock block, int[] column, int columns, EntryFunction f) {
    SparseMatrix.Builder out = SparseMatrix.builder(block.rows(), columns);
    for (int r = 0; r < block.rows(); r++) {
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        int gene = block.genes()[p];
        if (column[gene] >= 0) {
          out.add(column[gene], (float) f.of(gene, block.values()[p]));
        }
      }
      out.endRow();
    }
    return out.build();
  }

  private static boolean[] isChosen(int[] genes, int all) {
    boolean[] chosen = new boolean[all];
    for (int g : genes) {
      chosen[g] = true;
    }
    return chosen;
  }

  private static RowBlock withUnitRows(RowBlock block, boolean[] chosen) {
    float[] values = block.values().clone();
    for (int r = 0; r < block.rows(); r++) {
      double square = 0;
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        square += chosen[block.genes()[p]] ? (double) values[p] * values[p] : 0;
      }
      double length = square == 0 ? 1 : Math.sqrt(square);
      for (int p = block.offsets()[r]; p < block.offsets()[r + 1]; p++) {
        values[p] = (float) (values[p] / length);
      }
    }
    return block.withValues(values);
  }

  @FunctionalInterface
  private interface EntryFunction {
    double of(int gene, float x);
  }
}
