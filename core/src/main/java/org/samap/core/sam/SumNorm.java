package org.samap.core.sam;

import org.samap.core.run.InputException;

/** How the totals of cells or genes are made equal before values are transformed. */
public sealed interface SumNorm {

  /** Every cell's total becomes the median of the cells' totals. */
  record CellMedian() implements SumNorm {}

  /** Every gene's total becomes the median of the genes' positive totals. */
  record GeneMedian() implements SumNorm {}

  /** Every cell's total becomes {@code target}, for example 10,000. */
  record CellTotal(double target) implements SumNorm {
    public CellTotal {
      if (!(target > 0) || target == Double.POSITIVE_INFINITY) {
        throw InputException.about("sum_norm", "sum_norm is " + target + "; give a number above 0");
      }
    }
  }

  /** Values stay as they are. */
  record None() implements SumNorm {}

  /**
   * @param text {@code cell_median}, {@code gene_median}, {@code none} or a number
   */
  static SumNorm parse(String text) {
    return switch (text) {
      case "cell_median" -> new CellMedian();
      case "gene_median" -> new GeneMedian();
      case "none" -> new None();
      default -> {
        try {
          yield new CellTotal(Double.parseDouble(text));
        } catch (NumberFormatException e) {
          throw InputException.about(
              "sum_norm",
              "sum_norm is " + text + "; give cell_median, gene_median, none or a number");
        }
      }
    };
  }

  /** The inverse of {@link #parse}. */
  default String text() {
    return switch (this) {
      case CellMedian() -> "cell_median";
      case GeneMedian() -> "gene_median";
      case None() -> "none";
      case CellTotal(double target) -> Double.toString(target);
    };
  }
}
