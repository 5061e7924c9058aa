package org.samap.core.anndata;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A way to write a Zarr store.
 *
 * @param version 2 or 3
 * @param packing of the bytes of a chunk
 * @param chunk the length of a chunk along every axis
 * @param options what else is not as usual
 */
record ZarrLayout(int version, ZarrPacking packing, int chunk, Set<Option> options) {

  enum Option {
    /** The last axis first. */
    FORTRAN,
    BIG_ENDIAN,
    /** A slash in the names of chunks of version 2, a dot in version 3. */
    OTHER_SEPARATOR,
    /** The names of chunks of version 2 in version 3. */
    OLD_KEYS,
    CONSOLIDATED,
    /** Two chunks along every axis in a shard. */
    SHARDS,
    INDEX_AT_START,
    /** Shards are packed once more, so that they are read at once. */
    PACKED_SHARDS,
    CHECKSUMS,
    /** Texts in UTF-32. */
    FIXED_TEXTS,
    /** Chunks of zeros are not written. */
    GAPS
  }

  static ZarrLayout of(int version, ZarrPacking packing, int chunk, Option... options) {
    Set<Option> set = EnumSet.noneOf(Option.class);
    set.addAll(Arrays.asList(options));
    return new ZarrLayout(version, packing, chunk, set);
  }

  boolean has(Option option) {
    return options.contains(option);
  }
}
