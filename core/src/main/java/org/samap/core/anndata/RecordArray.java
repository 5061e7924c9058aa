package org.samap.core.anndata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A record array of NumPy: named fields side by side.
 *
 * @param length the number of records
 * @param fields arrays whose first axis is the records
 */
public record RecordArray(long length, SequencedMap<String, DenseArray> fields) implements Element {
  public RecordArray {
    fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    for (DenseArray field : fields.values()) {
      if (field.shape()[0] != length) {
        throw new IllegalArgumentException("fields of different lengths");
      }
    }
  }

  @Override
  public long[] shape() {
    return new long[] {length};
  }
}
