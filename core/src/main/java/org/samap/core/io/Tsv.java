package org.samap.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;

/**
 * Writes tables of tab-separated text with a header, compressed if the name ends in {@code .gz}.
 * Numbers have six significant digits in files and three on a terminal, without trailing zeros:
 * {@code 0.5}, {@code 0.000240891}, {@code 1.2e-07}. Tabs and line ends in text become spaces.
 */
public final class Tsv {
  private static final MathContext FILE = new MathContext(6);
  private static final MathContext TERMINAL = new MathContext(3);

  /** Smaller numbers have an exponent. */
  private static final int LEAST_PLAIN = -4;

  /** Smaller p values have an exponent. */
  private static final int LEAST_PLAIN_P = -3;

  /** Larger numbers have an exponent. */
  private static final int MOST_PLAIN = 15;

  private final Writer out;
  private final MathContext digits;
  private boolean lineBegun;

  private Tsv(Writer out, MathContext digits) {
    this.out = out;
    this.digits = digits;
  }

  /** Fills a table. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(Tsv table);
  }

  /** Writes a file, whole or not at all. */
  public static void write(Path file, Rows rows) {
    if (file.toString().endsWith(".gz")) {
      OutputFile.writeGzip(file, out -> rows.writeTo(new Tsv(out, FILE)));
    } else {
      OutputFile.writeText(file, out -> rows.writeTo(new Tsv(out, FILE)));
    }
  }

  /** Writes to a stream, such as the terminal; flushes it, but does not close it. */
  public static void print(Writer out, Rows rows) {
    rows.writeTo(new Tsv(out, TERMINAL));
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Tsv text(String value) {
    return raw(value.replace('\t', ' ').replace('\n', ' ').replace('\r', ' '));
  }

  public Tsv number(double value) {
    return raw(text(value, LEAST_PLAIN));
  }

  /** A p or q value: {@code 0.0312}, {@code 2.40891e-04}. */
  public Tsv probability(double value) {
    return raw(text(value, LEAST_PLAIN_P));
  }

  private String text(double value, int leastPlain) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(digits);
    if (rounded.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = rounded.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= leastPlain && exponent <= MOST_PLAIN) {
      return shortest.toPlainString();
    }
    return "%se%s%02d"
        .formatted(
            shortest.movePointLeft(exponent).toPlainString(),
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }

  public Tsv number(long value) {
    return raw(Long.toString(value));
  }

  public Tsv endRow() {
    try {
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lineBegun = false;
    return this;
  }

  private Tsv raw(String value) {
    try {
      if (lineBegun) {
        out.write('\t');
      }
      out.write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lineBegun = true;
    return this;
  }
}
