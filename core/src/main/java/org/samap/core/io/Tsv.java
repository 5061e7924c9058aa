package org.samap.core.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Writes tables of tab-separated text with a header, compressed if the name ends in {@code .gz}.
 * Numbers are in the shortest form that reads back as the same number; tabs and line ends in text
 * become spaces.
 */
public final class Tsv {
  private final Writer out;
  private boolean lineBegun;

  private Tsv(Writer out) {
    this.out = out;
  }

  /** Fills a table. */
  @FunctionalInterface
  public interface Rows {
    void writeTo(Tsv table);
  }

  /** Writes a file, whole or not at all. */
  public static void write(Path file, Rows rows) {
    if (file.toString().endsWith(".gz")) {
      OutputFile.writeGzip(file, out -> rows.writeTo(new Tsv(out)));
    } else {
      OutputFile.writeText(file, out -> rows.writeTo(new Tsv(out)));
    }
  }

  /** Writes to a stream, such as the terminal's; it is flushed, not closed. */
  public static void print(Writer out, Rows rows) {
    rows.writeTo(new Tsv(out));
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
    return raw(Double.toString(value));
  }

  public Tsv number(float value) {
    return raw(Float.toString(value));
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
