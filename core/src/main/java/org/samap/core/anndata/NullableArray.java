package org.samap.core.anndata;

import java.util.Arrays;
import java.util.Optional;

/**
 * A column of integers, bools or texts, some of which can be missing (pandas' nullable types).
 *
 * @param values anything where missing
 * @param mask true where missing
 * @param missing how pandas shows a missing text, {@code NA} or {@code NaN}; empty if the file does
 *     not say
 */
public record NullableArray(DenseArray values, DenseArray mask, Optional<String> missing)
    implements Element {
  public NullableArray {
    if (!Arrays.equals(values.shape(), mask.shape())) {
      throw new IllegalArgumentException(values.size() + " values have a mask of " + mask.size());
    }
    if (mask.type() != DType.BOOL) {
      throw new IllegalArgumentException("its mask does not hold bools but " + mask.type());
    }
  }

  public NullableArray(DenseArray values, DenseArray mask) {
    this(values, mask, Optional.empty());
  }

  @Override
  public long[] shape() {
    return values.shape();
  }

  /** The first place where a value is missing, or -1. */
  int firstMissing() {
    boolean[] missingAt = mask.all().booleans();
    for (int i = 0; i < missingAt.length; i++) {
      if (missingAt[i]) {
        return i;
      }
    }
    return -1;
  }

  /** This array with its values in memory. */
  NullableArray inMemory() {
    return new NullableArray(values.inMemory(), mask.inMemory(), missing);
  }

  /** The values as text, "nan" where they are missing. */
  String[] labels() {
    String[] out = values.all().texts().clone();
    boolean[] missingAt = mask.all().booleans();
    for (int i = 0; i < out.length; i++) {
      out[i] = missingAt[i] ? DataFrame.MISSING : out[i];
    }
    return out;
  }
}
