package org.samap.core.sam;

import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * Mean and population variance of every gene over all cells, zeros included. A gene whose standard
 * deviation is below 1e-6 of its root mean square is constant up to rounding: its variance is 0.
 */
public record GeneMoments(double[] means, double[] variances) {
  private static final double CONSTANT = 1e-12;

  /** One pass over the expression, summed in float64. */
  public static GeneMoments of(Expression x, Workers workers) {
    return workers
        .reduce(x.blocks(), b -> Sums.of(x, b), new Sums(x.genes()), Sums::addInto)
        .moments(x.cells());
  }

  /** The standard deviation, 1 for a constant gene: a divisor. */
  public double scale(int gene) {
    return variances[gene] == 0 ? 1 : Math.sqrt(variances[gene]);
  }

  double rootMeanSquare(int gene) {
    return Math.sqrt(variances[gene] + means[gene] * means[gene]);
  }

  /** Sums and sums of squares on their way to moments. */
  record Sums(double[] values, double[] squares) {

    Sums(int genes) {
      this(new double[genes], new double[genes]);
    }

    private static Sums of(Expression x, int block) {
      Sums s = new Sums(x.genes());
      RowCursor row = x.cursor();
      for (int cell = x.firstCell(block); cell < x.endCell(block); cell++) {
        row.read(cell);
        for (int p = row.from(); p < row.to(); p++) {
          s.add(row.genes()[p], row.values()[p]);
        }
      }
      return s;
    }

    void add(int gene, double value) {
      values[gene] += value;
      squares[gene] += value * value;
    }

    static void addInto(Sums total, Sums part) {
      for (int g = 0; g < total.values.length; g++) {
        total.values[g] += part.values[g];
        total.squares[g] += part.squares[g];
      }
    }

    GeneMoments moments(int cells) {
      double[] means = new double[values.length];
      double[] variances = new double[values.length];
      for (int g = 0; g < means.length; g++) {
        double mean = values[g] / cells;
        double square = squares[g] / cells;
        double variance = square - mean * mean;
        means[g] = mean;
        variances[g] = variance <= CONSTANT * square ? 0 : variance;
      }
      return new GeneMoments(means, variances);
    }
  }
}
