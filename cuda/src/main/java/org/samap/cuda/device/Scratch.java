package org.samap.cuda.device;

import java.util.Optional;

/**
 * Memory that is used again and again, and becomes larger when that is needed. As all its users are
 * in one stream, they come one after the other.
 */
public final class Scratch implements AutoCloseable {
  private final Device device;
  private Optional<DeviceArena> arena = Optional.empty();
  private DeviceMemory memory = DeviceMemory.NONE;

  public Scratch(Device device) {
    this.device = device;
  }

  /** Memory of at least a size. Its content is undefined; what it held before is gone. */
  public DeviceMemory ofSize(long bytes) {
    if (bytes > memory.bytes()) {
      close();
      DeviceArena larger = device.arena();
      arena = Optional.of(larger);
      memory = larger.allocate(bytes);
    }
    return memory;
  }

  @Override
  public void close() {
    Optional<DeviceArena> old = arena;
    arena = Optional.empty();
    memory = DeviceMemory.NONE;
    old.ifPresent(DeviceArena::close);
  }
}
