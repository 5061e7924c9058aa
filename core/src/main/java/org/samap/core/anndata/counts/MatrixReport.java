package org.samap.core.anndata.counts;

import java.util.List;
import java.util.Locale;
import org.samap.core.anndata.counts.Candidates.Candidate;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowCursor;
import org.samap.core.run.Workers;

/**
 * What a matrix of a file holds, and how one knows.
 *
 * @param place where it is: {@code X}, {@code raw/X} or a layer
 * @param genes the names of its columns
 * @param kind what its values are
 * @param evidence a sentence that says why
 * @param emptyCells how many cells have no values
 * @param poorCells how many others have too few counts or genes
 * @param remarks what a run tells of the names of cells and genes
 */
public record MatrixReport(
    String place,
    List<String> genes,
    Kind kind,
    String evidence,
    int emptyCells,
    int poorCells,
    List<String> remarks) {
  /** Logarithms of counts are below this: even base 2 of the counts of a whole cell. */
  private static final float MOST_LOGGED = 30;

  /** How much the totals of normalised cells may differ, as a share. */
  private static final double SAME = 0.01;

  /** What values are. */
  public enum Kind {
    COUNTS("counts"),
    LOGGED("logged"),
    NORMALISED("normalised"),
    SCALED("scaled"),
    INVALID("not usable");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  public MatrixReport {
    genes = List.copyOf(genes);
    remarks = List.copyOf(remarks);
  }

  static MatrixReport of(
      Candidate matrix, List<String> remarks, Expression x, KeptCells kept, Workers workers) {
    Look look = x.reduceRanges(workers, Look::of, new Look(), Look::merge);
    return new MatrixReport(
        matrix.place(),
        matrix.genes(),
        look.kind(),
        look.evidence(),
        kept.empty(),
        kept.poor(),
        remarks);
  }

  /** One pass over the values. */
  private static final class Look {
    private long values;
    private long notFinite;
    private long negative;
    private long fractional;
    private float least;
    private float most;

    /** The totals of cells with their logarithm undone. */
    private double leastTotal = Double.POSITIVE_INFINITY;

    private double mostTotal;

    static Look of(RowCursor row, int from, int to) {
      Look look = new Look();
      for (int cell = from; cell < to; cell++) {
        row.read(cell);
        look.add(row);
      }
      return look;
    }

    private void add(RowCursor row) {
      double total = 0;
      for (int p = row.from(); p < row.to(); p++) {
        float v = row.values()[p];
        if (!Float.isFinite(v)) {
          notFinite++;
          continue;
        }
        negative += v < 0 ? 1 : 0;
        fractional += v == Math.rint(v) ? 0 : 1;
        least = Math.min(least, v);
        most = Math.max(most, v);
        total += v < MOST_LOGGED ? StrictMath.expm1(v) : 0;
      }
      values += row.to() - row.from();
      if (row.from() < row.to()) {
        leastTotal = Math.min(leastTotal, total);
        mostTotal = Math.max(mostTotal, total);
      }
    }

    void merge(Look later) {
      values += later.values;
      notFinite += later.notFinite;
      negative += later.negative;
      fractional += later.fractional;
      least = Math.min(least, later.least);
      most = Math.max(most, later.most);
      leastTotal = Math.min(leastTotal, later.leastTotal);
      mostTotal = Math.max(mostTotal, later.mostTotal);
    }

    Kind kind() {
      if (notFinite > 0) {
        return Kind.INVALID;
      }
      if (negative > 0) {
        return Kind.SCALED;
      }
      if (fractional == 0) {
        return Kind.COUNTS;
      }
      return most < MOST_LOGGED ? Kind.LOGGED : Kind.NORMALISED;
    }

    String evidence() {
      return switch (kind()) {
        case INVALID -> notFinite + " values are NaN or infinite";
        case SCALED -> "%d values are negative, down to %s".formatted(negative, least);
        case COUNTS ->
            values == 0
                ? "but all are 0, so no cell can be used"
                : "all values are whole numbers, up to %.0f".formatted(most);
        case NORMALISED ->
            "%d of %d values are not whole numbers, and they go up to %s"
                .formatted(fractional, values, most);
        case LOGGED ->
            "%d of %d values are not whole numbers, and none is above %s%s"
                .formatted(fractional, values, most, sameTotals());
      };
    }

    private String sameTotals() {
      return mostTotal - leastTotal <= SAME * mostTotal
          ? String.format(Locale.ROOT, "; undoing log(x + 1), every cell sums to %.0f", mostTotal)
          : "";
    }
  }
}
