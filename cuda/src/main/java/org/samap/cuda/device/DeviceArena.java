package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.List;
import org.samap.cuda.driver.DriverException;

/**
 * Memory of a device with one lifetime: all that is allocated from an arena is freed when it is
 * closed, after the device's work is done. Used by one thread.
 */
public final class DeviceArena implements AutoCloseable {
  private final Device device;
  private final List<DeviceMemory> pieces = new ArrayList<>();

  DeviceArena(Device device) {
    this.device = device;
  }

  /**
   * New memory, aligned to 256 bytes. Its content is undefined. What the device keeps only to save
   * time is freed if it is needed.
   *
   * @throws DriverException if the device has too little free memory ({@link
   *     DriverException#isOutOfMemory})
   */
  public DeviceMemory allocate(long bytes) {
    device.makeCurrent();
    try {
      DeviceMemory memory = new DeviceMemory(address(bytes), bytes);
      pieces.add(memory);
      return memory;
    } catch (DriverException e) {
      throw e.isOutOfMemory()
          ? e.during(
              "asking for %d bytes of %s; %s"
                  .formatted(bytes, device.info().name(), device.freeText()))
          : e;
    }
  }

  private long address(long bytes) {
    long some = Math.max(1, bytes); // an empty piece still needs an address
    try {
      return device.driver().memory().allocate(some);
    } catch (DriverException e) {
      if (e.isOutOfMemory() && device.freeSpare()) {
        return device.driver().memory().allocate(some);
      }
      throw e;
    }
  }

  public DeviceMemory ints(long count) {
    return allocate(count * Integer.BYTES);
  }

  public DeviceMemory longs(long count) {
    return allocate(count * Long.BYTES);
  }

  public DeviceMemory floats(long count) {
    return allocate(count * Float.BYTES);
  }

  public DeviceMemory doubles(long count) {
    return allocate(count * Double.BYTES);
  }

  /** Waits for the device and frees all pieces, even if the device has failed. */
  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    cleanup.run(device::synchronize);
    for (DeviceMemory memory : pieces.reversed()) {
      cleanup.run(() -> device.driver().memory().free(memory.address()));
    }
    pieces.clear();
    cleanup.end();
  }
}
