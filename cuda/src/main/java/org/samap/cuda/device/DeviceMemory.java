package org.samap.cuda.device;

/**
 * A piece of a device's memory. It belongs to the {@link DeviceArena} that it was taken from.
 *
 * @param address on the device
 * @param bytes its size
 */
public record DeviceMemory(long address, long bytes) {
  /** No memory. */
  public static final DeviceMemory NONE = new DeviceMemory(0, 0);

  /** The part of this memory from a byte on. */
  public DeviceMemory from(long start) {
    return slice(start, bytes - start);
  }

  /** Some bytes of this memory. */
  public DeviceMemory slice(long start, long length) {
    if (start < 0 || length < 0 || start > bytes - length) {
      throw new IndexOutOfBoundsException(
          "bytes %d to %d of %d".formatted(start, start + length, bytes));
    }
    return new DeviceMemory(address + start, length);
  }
}
