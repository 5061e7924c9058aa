package org.samap.core.sam;

import java.util.Arrays;
import java.util.Optional;
import org.samap.core.engine.Engine;
import org.samap.core.expression.CountTotals;
import org.samap.core.expression.EntryFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.ExpressionStore;
import org.samap.core.expression.GeneMoments;
import org.samap.core.run.InputException;

/**
 * Turns counts into expression. It makes totals equal, applies a variance-stabilising
 * transformation, drops genes that few or nearly all cells express, and sets values below a noise
 * threshold to 0.
 *
 * <p>A cell without counts stays empty. Time: two passes over the counts and one over the result.
 * The result lies in the same store as the counts, and is usually smaller, as values below the
 * threshold are dropped.
 */
public final class Preprocessor {
  private final Expression counts;
  private final PreprocessParams params;
  private final ExpressionStore store;
  private final Engine engine;
  private final CountTotals totals;

  private Preprocessor(
      Expression counts, PreprocessParams params, ExpressionStore store, Engine engine) {
    this.counts = counts;
    this.params = params;
    this.store = store;
    this.engine = engine;
    this.totals = engine.totals(counts);
  }

  /** Preprocesses counts and keeps the result on the heap. */
  public static Preprocessed run(Expression counts, PreprocessParams params, Engine engine) {
    return run(counts, params, ExpressionStore.heap(), engine);
  }

  /**
   * @param counts values of at least 0
   * @param store where the result is stored
   * @throws InputException if no cell or no gene is left
   */
  public static Preprocessed run(
      Expression counts, PreprocessParams params, ExpressionStore store, Engine engine) {
    if (counts.cells() == 0) {
      throw new InputException("the data has no cells; give a file with cells");
    }
    return new Preprocessor(counts, params, store, engine).run();
  }

  /** The number of engine operations in a run. */
  public static int operations(PreprocessParams params) {
    return params.transform() == Transform.MULTINOMIAL ? 5 : 3;
  }

  private Preprocessed run() {
    boolean[] keep = keptGenes();
    double min = params.minExpression();
    EntryFunction f =
        params.transform() == Transform.TFIDF
            ? new TermFrequency(totals.cells(), totals.genes())
            : new Transformed(factors(), params.div(), params.transform(), min);
    Expression x = engine.derive(counts, keep, f, store);
    if (x.entries() == 0) {
      throw new InputException(
          "all %d genes are dropped: none is seen in more than %s and at most %s of the cells with a value above %s; check that the data are counts, or loosen these limits"
              .formatted(
                  counts.genes(), params.thresholds().low(), params.thresholds().high(), min));
    }
    GeneMoments moments = engine.moments(x);
    if (params.transform() == Transform.TFIDF) {
      return new Preprocessed(x, keep, moments, x, moments, Optional.of(depths()));
    }
    if (params.transform() != Transform.MULTINOMIAL) {
      return new Preprocessed(x, keep, moments, x, moments);
    }
    EntryFunction residual = new Residual(totals.cells(), totals.genes(), totals.all());
    Expression residuals = engine.derive(counts, keep, residual, store);
    return new Preprocessed(x, keep, moments, residuals, engine.moments(residuals));
  }

  private boolean[] keptGenes() {
    boolean[] keep = new boolean[counts.genes()];
    for (int g = 0; g < keep.length; g++) {
      double fraction = (double) totals.cellsOf()[g] / counts.cells();
      keep[g] = fraction > params.thresholds().low() && fraction <= params.thresholds().high();
    }
    return keep;
  }

  private double[] depths() {
    return Arrays.stream(totals.cells()).map(t -> StrictMath.log10(1 + t)).toArray();
  }

  private SumNorm norm() {
    return params.transform() == Transform.MULTINOMIAL
        ? new SumNorm.CellMedian()
        : params.sumNorm();
  }

  private Factors factors() {
    return switch (norm()) {
      case SumNorm.None() -> new Factors.Same();
      case SumNorm.CellMedian() -> new Factors.ByCell(medianTotal(), totals.cells());
      case SumNorm.CellTotal(double target) -> new Factors.ByCell(target, totals.cells());
      case SumNorm.GeneMedian() ->
          new Factors.ByGene(
              median(Arrays.stream(totals.genes()).filter(t -> t > 0).toArray()), totals.genes());
    };
  }

  private double medianTotal() {
    double target = median(totals.cells());
    if (target == 0) {
      throw new InputException(
          "%d of %d cells have no counts; remove them"
              .formatted(
                  Arrays.stream(totals.cells()).filter(t -> t == 0).count(), counts.cells()));
    }
    return target;
  }

  /** The median: the mean of the two middle values of an even number, 0 if there are none. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  /** The factor of each count. */
  private sealed interface Factors {
    double times(int cell, int gene, float count);

    record Same() implements Factors {
      @Override
      public double times(int cell, int gene, float count) {
        return count;
      }
    }

    record ByCell(double target, double[] totals) implements Factors {
      @Override
      public double times(int cell, int gene, float count) {
        return count * target / totals[cell];
      }
    }

    record ByGene(double target, double[] totals) implements Factors {
      @Override
      public double times(int cell, int gene, float count) {
        return count * target / totals[gene];
      }
    }
  }

  /** Normalises and transforms counts; values up to {@code min} become 0. */
  private record Transformed(Factors factors, double div, Transform transform, double min)
      implements EntryFunction {
    @Override
    public double of(int cell, int gene, float count) {
      float value = (float) transform.of(factors.times(cell, gene, count) / div);
      return value <= min ? 0 : value;
    }
  }

  /** log(TF x IDF x 10,000 + 1). */
  private record TermFrequency(double[] cells, double[] genes) implements EntryFunction {
    private static final double SCALE = 1e4;

    @Override
    public double of(int cell, int gene, float count) {
      return Transform.TFIDF.of(count / cells[cell] * (cells.length / genes[gene]) * SCALE);
    }
  }

  /**
   * The difference of a count from the count expected from totals alone, in standard deviations.
   */
  private record Residual(double[] cells, double[] genes, double all) implements EntryFunction {
    @Override
    public double of(int cell, int gene, float count) {
      double n = cells[cell];
      double mu = n * genes[gene] / all;
      double variance = mu - mu * mu / n;
      // A gene that has all counts of the data has no variance, so no residual.
      return variance <= 0 ? 0 : (count - mu) / Math.sqrt(variance);
    }
  }
}
