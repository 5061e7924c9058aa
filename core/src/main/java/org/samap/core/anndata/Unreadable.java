package org.samap.core.anndata;

/**
 * An element that cannot be read. The rest of the file is usable; writing this element fails.
 *
 * @param path its place in the file
 * @param reason why it cannot be read
 */
public record Unreadable(String path, String reason) implements Element {
  @Override
  public long[] shape() {
    return new long[0];
  }
}
