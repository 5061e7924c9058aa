package org.samap.cuda.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samap.core.matrix.CellMatrix;

/** The bound holds for tensor cores that round as badly as is assumed. */
class ProductErrorTest {
  private static final int COLUMNS = 600;
  private static final int STEP = 16;

  /** A form as a device makes it. */
  private record Form(double[] t, double[] high, double[] low, ProductError.Largest sizes) {
    static Form of(CellMatrix rows, int row) {
      int n = rows.columns();
      double[] t = new double[n];
      double[] high = new double[n];
      double[] low = new double[n];
      double[] rest = new double[n];
      double length = 0;
      for (int c = 0; c < n; c++) {
        length += (double) rows.get(row, c) * rows.get(row, c);
      }
      for (int c = 0; c < n; c++) {
        t[c] = rows.get(row, c) / Math.sqrt(length);
        high[c] = bf16(t[c]);
        low[c] = bf16(t[c] - high[c]);
        rest[c] = t[c] - high[c] - low[c];
      }
      return new Form(
          t, high, low, new ProductError.Largest(length(high), length(low), length(rest), 0));
    }

    private static double length(double[] x) {
      return Math.sqrt(dot(x, x));
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static float bf16(double x) {
    int bits = Float.floatToRawIntBits((float) x);
    return Float.intBitsToFloat((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000);
  }

  /** Adds product by product, and cuts off all that is below 2^-23 of the sum. */
  private static float cutting(float sum, double[] x, double[] y, int from) {
    float out = sum;
    for (int c = from; c < Math.min(COLUMNS, from + STEP); c++) {
      double exact = out + x[c] * y[c];
      float near = (float) exact;
      out =
          Math.abs(near) > Math.abs(exact)
              ? Math.nextDown(Math.abs(near)) * Math.signum(near)
              : near;
    }
    return out;
  }

  private static float product(Form x, Form y) {
    float total = 0;
    for (int from = 0; from < COLUMNS; from += STEP) {
      float sum = cutting(0, x.high, y.low, from);
      sum = cutting(sum, x.low, y.high, from);
      total += cutting(sum, x.high, y.high, from);
    }
    return total;
  }

  private static ProductError error(Form x, Form y) {
    return ProductError.of(x.sizes, y.sizes, COLUMNS, Math.ceilDiv(COLUMNS, STEP));
  }

  private static double of(ProductError error, ProductError.Largest query) {
    return error.of(query.high(), query.low(), query.rest(), query.offset());
  }

  @Test
  void noProductIsFartherFromTheTruth() {
    CellMatrix rows = RowSamples.clouds(40, COLUMNS, 3, 0.5, 1);
    double largest = 0;
    for (int i = 0; i < 40; i++) {
      Form x = Form.of(rows, i);
      for (int j = 0; j < 40; j++) {
        Form y = Form.of(rows, j);
        double off = Math.abs(product(x, y) - dot(x.t, y.t));
        assertThat(off).isLessThan(of(error(x, y), x.sizes));
        largest = Math.max(largest, off);
      }
    }
    assertThat(largest).isGreaterThan(1e-7); // there is something to bound
  }

  @Test
  void unitVectorsOf600ColumnsAreTold() {
    Form x = Form.of(RowSamples.gaussian(2, COLUMNS, 1), 0);
    Form y = Form.of(RowSamples.gaussian(2, COLUMNS, 1), 1);
    assertThat(of(error(x, y), x.sizes)).isBetween(1.1e-5, 1.6e-5);
  }

  @Test
  void growsWithEveryPart() {
    ProductError.Largest sizes = new ProductError.Largest(1, 2e-3, 3e-6, 0);
    double error = of(ProductError.of(sizes, sizes, 100, 7), sizes);
    assertThat(of(ProductError.of(sizes, sizes, 10_000, 625), sizes)).isGreaterThan(error);
    for (ProductError.Largest more :
        new ProductError.Largest[] {
          new ProductError.Largest(1.5, 2e-3, 3e-6, 0),
          new ProductError.Largest(1, 3e-3, 3e-6, 0),
          new ProductError.Largest(1, 2e-3, 4e-6, 0),
          new ProductError.Largest(1, 2e-3, 3e-6, 0.5)
        }) {
      assertThat(of(ProductError.of(more, sizes, 100, 7), more)).isGreaterThan(error);
      assertThat(of(ProductError.of(sizes, more, 100, 7), sizes)).isGreaterThan(error);
    }
  }
}
