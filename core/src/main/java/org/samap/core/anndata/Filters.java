package org.samap.core.anndata;

import io.jhdf.filter.FilterManager;
import io.jhdf.object.message.FilterPipelineMessage.FilterInfo;
import java.util.Map;
import java.util.Set;

/**
 * The HDF5 filters that chunks may be compressed with: the library's, and our own, which are faster
 * or which it lacks.
 */
final class Filters {
  /** The bytes of a chunk of the data set that is being read. */
  static final ScopedValue<Integer> CHUNK_BYTES = ScopedValue.newInstance();

  private static final int FLETCHER32 = 3;
  private static final int LZ4 = 32004;
  private static final int BITSHUFFLE = 32008;

  private static final Set<Integer> KNOWN =
      Set.of(
          DeflateFilter.ID,
          ShuffleFilter.ID,
          FLETCHER32,
          LzfFilter.ID,
          LZ4,
          BITSHUFFLE,
          BloscFilter.ID,
          ZstdFilter.ID);

  static {
    FilterManager.addFilter(new DeflateFilter());
    FilterManager.addFilter(new ShuffleFilter());
    FilterManager.addFilter(new LzfFilter());
    FilterManager.addFilter(new BloscFilter());
    FilterManager.addFilter(new ZstdFilter());
  }

  private static final Map<Integer, String> NAMES =
      Map.of(
          4, "szip",
          5, "n-bit",
          6, "scale-offset",
          307, "bzip2",
          32013, "zfp",
          32017, "sz",
          32026, "blosc2");

  private Filters() {}

  static boolean isKnown(int id) {
    return KNOWN.contains(id);
  }

  static String name(FilterInfo filter) {
    String name = NAMES.getOrDefault(filter.getId(), filter.getName());
    return (name == null || name.isBlank() ? "filter" : name)
        + " (HDF5 filter "
        + filter.getId()
        + ")";
  }
}
