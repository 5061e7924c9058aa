package org.samap.cuda.device;

import java.util.Locale;
import java.util.Optional;

/**
 * What a device is.
 *
 * @param name such as NVIDIA H100 80GB HBM3
 * @param memory in bytes
 * @param computeMajor the first part of the compute capability
 * @param computeMinor the second part
 * @param multiprocessors each runs some blocks at a time
 * @param sharedBytes the most shared memory that a block can ask for
 * @param cudaVersion the version of CUDA that the driver supports, such as 13.0
 */
public record DeviceInfo(
    String name,
    long memory,
    int computeMajor,
    int computeMinor,
    int multiprocessors,
    int sharedBytes,
    String cudaVersion) {
  /** The kernels use instructions of this compute capability. */
  private static final int LEAST_MAJOR = 8;

  /** Whether the device has the instructions that the kernels use. */
  public boolean isSupported() {
    return computeMajor >= LEAST_MAJOR;
  }

  /** What the device lacks; empty if it has all that the kernels use. */
  public Optional<String> lacking() {
    return isSupported()
        ? Optional.empty()
        : Optional.of(
            "%s has compute capability %d.%d, and %d.0 is needed"
                .formatted(name, computeMajor, computeMinor, LEAST_MAJOR));
  }

  /**
   * Such as {@code NVIDIA H100 80GB HBM3, 85.0 GB, compute capability 9.0, 132 multiprocessors, 227
   * KB of shared memory a block}.
   */
  public String details() {
    return String.format(
        Locale.ROOT,
        "%s, %.1f GB, compute capability %d.%d, %d multiprocessors, %d KB of shared memory a block",
        name,
        memory / 1e9,
        computeMajor,
        computeMinor,
        multiprocessors,
        sharedBytes >> 10);
  }

  /** Such as {@code NVIDIA H100 80GB HBM3, 79 GB, driver for CUDA 13.0}. */
  @Override
  public String toString() {
    return "%s, %d GB, driver for CUDA %s".formatted(name, Math.round(memory / 1e9), cudaVersion);
  }
}
