package org.samap.cuda.mutual;

import org.samap.cuda.device.Device;
import org.samap.cuda.device.Kernel;

/** The kernels of {@code mutual.cu}. */
record MutualKernels(
    Kernel addStripe,
    Kernel placeRows,
    Kernel countWords,
    Kernel tiles,
    Kernel correlations,
    Kernel cut) {
  private static final String MODULE = "mutual";

  /** The threads of a block. */
  static final int THREADS = 256;

  static final int WARP = 32;

  /**
   * The bytes of C_ij that a block of {@link #tiles} keeps: 64 rows of 256 columns and one more.
   */
  static final int TILE_BYTES = MutualInput.ROWS * (4 * MutualInput.ROWS + 1) * Integer.BYTES;

  static MutualKernels of(Device device) {
    return new MutualKernels(
        device.kernel(MODULE, "mutual_add_stripe"),
        device.kernel(MODULE, "mutual_place_rows"),
        device.kernel(MODULE, "mutual_count_words"),
        device.kernel(MODULE, "mutual_tiles"),
        device.kernel(MODULE, "mutual_correlations"),
        device.kernel(MODULE, "mutual_cut"));
  }

  /** The bytes of a bit for each word. */
  static int markBytes(int words) {
    return Math.ceilDiv(words, Integer.SIZE) * Integer.BYTES;
  }
}
