package org.samap.core.sam;

import java.util.Arrays;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.InputException;
import org.samap.core.run.Workers;

/**
 * Turns counts into expression: equal totals, a variance-stabilising transformation, a filter of
 * genes that few or nearly all cells express, and a threshold below which a value is noise.
 *
 * <p>A cell without counts stays empty. Time: two passes over the counts and one over the result.
 * The result is kept in the store of the counts; of usual data it is smaller than they are, since
 * values below the threshold go.
 */
public final class Preprocessor {
  private final Expression counts;
  private final PreprocessParams params;
  private final ExpressionStore store;
  private final Workers workers;
  private final Totals totals;

  private Preprocessor(
      Expression counts, PreprocessParams params, ExpressionStore store, Workers workers) {
    this.counts = counts;
    this.params = params;
    this.store = store;
    this.workers = workers;
    this.totals = Totals.of(counts, workers);
  }

  /** Keeps the result on the heap. */
  public static Preprocessed run(Expression counts, PreprocessParams params, Workers workers) {
    return run(counts, params, ExpressionStore.heap(), workers);
  }

  /**
   * @param counts values of at least 0
   * @param store where the result is to be kept
   * @throws InputException if nothing is left
   */
  public static Preprocessed run(
      Expression counts, PreprocessParams params, ExpressionStore store, Workers workers) {
    if (counts.cells() == 0) {
      throw new InputException("the data has no cells; give a file with cells");
    }
    return new Preprocessor(counts, params, store, workers).run();
  }

  private Preprocessed run() {
    boolean[] keep = keptGenes();
    ValueFunction normalized = normalized();
    double min = params.minExpression();
    Expression x =
        derived(
            keep,
            (cell, gene, count) -> {
              double y = normalized.of(cell, gene, count) / params.div();
              float value = (float) params.transform().of(y);
              return value <= min ? 0 : value;
            });
    if (x.entries() == 0) {
      throw new InputException(
          "no gene is left of %d: none is seen in more than %s and at most %s of the cells with a value above %s; check that the data are counts, or loosen these limits"
              .formatted(
                  counts.genes(), params.thresholds().low(), params.thresholds().high(), min));
    }
    GeneMoments moments = GeneMoments.of(x, workers);
    if (params.transform() != Transform.MULTINOMIAL) {
      return new Preprocessed(x, keep, moments, x, moments);
    }
    Expression residuals = derived(keep, this::residual);
    return new Preprocessed(x, keep, moments, residuals, GeneMoments.of(residuals, workers));
  }

  private boolean[] keptGenes() {
    boolean[] keep = new boolean[counts.genes()];
    for (int g = 0; g < keep.length; g++) {
      double fraction = (double) totals.geneCounts[g] / counts.cells();
      keep[g] = fraction > params.thresholds().low() && fraction <= params.thresholds().high();
    }
    return keep;
  }

  private SumNorm norm() {
    return params.transform() == Transform.MULTINOMIAL
        ? new SumNorm.CellMedian()
        : params.sumNorm();
  }

  private ValueFunction normalized() {
    return switch (norm()) {
      case SumNorm.None() -> (cell, gene, count) -> count;
      case SumNorm.CellMedian() -> toCellTotal(medianTotal());
      case SumNorm.CellTotal(double target) -> toCellTotal(target);
      case SumNorm.GeneMedian() -> {
        double target = median(Arrays.stream(totals.genes).filter(t -> t > 0).toArray());
        yield (cell, gene, count) -> count * target / totals.genes[gene];
      }
    };
  }

  private double medianTotal() {
    double target = median(totals.cells);
    if (target == 0) {
      throw new InputException(
          "%d of %d cells have no counts; remove them"
              .formatted(
                  Arrays.stream(totals.cells).filter(t -> t == 0).count(), totals.cells.length));
    }
    return target;
  }

  private ValueFunction toCellTotal(double target) {
    return (cell, gene, count) -> count * target / totals.cells[cell];
  }

  private double residual(int cell, int gene, float count) {
    double n = totals.cells[cell];
    double mu = n * totals.genes[gene] / totals.all;
    double variance = mu - mu * mu / n;
    // A gene that has all counts has no variance, and no residual.
    return variance <= 0 ? 0 : (count - mu) / Math.sqrt(variance);
  }

  private Expression derived(boolean[] keep, ValueFunction f) {
    ExpressionStore.Builder out = store.builder(counts.cells(), counts.genes(), counts.entries());
    workers.forEach(counts.blocks(), b -> out.put(derived(b, keep, f)));
    return out.build();
  }

  private RowBlock derived(int block, boolean[] keep, ValueFunction f) {
    int first = counts.firstCell(block);
    int end = counts.endCell(block);
    RowBlock.Builder out = RowBlock.builder(first, end - first);
    RowCursor row = counts.cursor();
    for (int cell = first; cell < end; cell++) {
      row.read(cell);
      for (int p = row.from(); p < row.to(); p++) {
        int gene = row.genes()[p];
        if (keep[gene]) {
          out.add(gene, (float) f.of(cell, gene, row.values()[p]));
        }
      }
      out.endRow();
    }
    return out.build();
  }

  /** The mean of the two middle values if their number is even; 0 of no values. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  @FunctionalInterface
  private interface ValueFunction {
    double of(int cell, int gene, float count);
  }

  /** Sums of the counts, and the number of cells that have each gene. */
  private record Totals(double[] cells, double[] genes, int[] geneCounts, double all) {

    static Totals of(Expression counts, Workers workers) {
      double[] cells = new double[counts.cells()];
      double[] genes = new double[counts.genes()];
      int[] geneCounts = new int[counts.genes()];
      workers.reduce(
          counts.blocks(),
          b -> {
            RowCursor row = counts.cursor();
            double[] sums = new double[genes.length];
            int[] seen = new int[genes.length];
            for (int cell = counts.firstCell(b); cell < counts.endCell(b); cell++) {
              row.read(cell);
              for (int p = row.from(); p < row.to(); p++) {
                int gene = row.genes()[p];
                float value = row.values()[p];
                cells[cell] += value;
                sums[gene] += value;
                seen[gene] += value == 0 ? 0 : 1;
              }
            }
            return new Totals(cells, sums, seen, 0);
          },
          genes,
          (total, part) -> {
            for (int g = 0; g < total.length; g++) {
              total[g] += part.genes[g];
              geneCounts[g] += part.geneCounts[g];
            }
          });
      return new Totals(cells, genes, geneCounts, Arrays.stream(genes).sum());
    }
  }
}
