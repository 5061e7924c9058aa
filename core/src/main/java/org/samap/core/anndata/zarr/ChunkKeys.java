package org.samap.core.anndata.zarr;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.samap.core.anndata.Store.Fault;

/**
 * The names of chunks: {@code 0.1} or {@code 0/1} in version 2, {@code c/0/1} in version 3.
 *
 * @param leading whether a c comes first
 * @param separator what stands between numbers
 */
record ChunkKeys(boolean leading, String separator) {
  ChunkKeys {
    if (!separator.equals(".") && !separator.equals("/")) {
      throw Fault.damaged("the names of its chunks are separated by '" + separator + "'");
    }
  }

  String key(long[] at) {
    if (at.length == 0) {
      return leading ? "c" : "0";
    }
    String numbers =
        Arrays.stream(at).mapToObj(Long::toString).collect(Collectors.joining(separator));
    return leading ? "c" + separator + numbers : numbers;
  }
}
