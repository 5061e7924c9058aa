package org.samap.core.anndata;

/**
 * A column of integers, bools or texts of which some may be missing (pandas' nullable types).
 *
 * @param values anything where missing
 * @param mask true where missing
 */
public record NullableArray(DenseArray values, DenseArray mask) implements Element {
  public NullableArray {
    if (values.size() != mask.size()) {
      throw new IllegalArgumentException(values.size() + " values, a mask of " + mask.size());
    }
  }

  @Override
  public long[] shape() {
    return values.shape();
  }

  /** The values as text, "nan" where they are missing. */
  String[] labels() {
    String[] out = values.all().texts().clone();
    boolean[] missing = mask.all().booleans();
    for (int i = 0; i < out.length; i++) {
      out[i] = missing[i] ? DataFrame.MISSING : out[i];
    }
    return out;
  }
}
