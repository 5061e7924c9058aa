package org.samap.core.anndata;

/** Python's {@code None}. */
public record NullElement() implements Element {
  @Override
  public long[] shape() {
    return new long[0];
  }
}
