package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.samap.cuda.driver.DriverLibrary.Function;

/** The driver's functions on memory, all in this thread's context. */
public final class MemoryCalls {
  static final String ALLOCATE = "cuMemAlloc_v2";

  private final Function allocate;
  private final Function free;
  private final Function allocateHost;
  private final Function freeHost;
  private final Function info;
  private final Function toDevice;
  private final Function toHost;
  private final Function between;
  private final Function fill;

  MemoryCalls(DriverLibrary library) {
    allocate = library.function(ALLOCATE, ADDRESS, JAVA_LONG);
    free = library.function("cuMemFree_v2", JAVA_LONG);
    allocateHost = library.function("cuMemAllocHost_v2", ADDRESS, JAVA_LONG);
    freeHost = library.function("cuMemFreeHost", ADDRESS);
    info = library.function("cuMemGetInfo_v2", ADDRESS, ADDRESS);
    toDevice = library.function("cuMemcpyHtoDAsync_v2", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG);
    toHost = library.function("cuMemcpyDtoHAsync_v2", ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    between = library.function("cuMemcpyDtoDAsync_v2", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    fill = library.function("cuMemsetD8Async", JAVA_LONG, JAVA_BYTE, JAVA_LONG, JAVA_LONG);
  }

  /** The address of new memory of the device, aligned to 256 bytes. */
  public long allocate(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      allocate.call(h -> (int) h.invokeExact(out, bytes));
      return out.get(JAVA_LONG, 0);
    }
  }

  public void free(long address) {
    free.call(h -> (int) h.invokeExact(address));
  }

  /** New memory of the machine that the device reads and writes without a copy between. */
  @SuppressWarnings("restricted") // the driver says how much memory there is
  public MemorySegment allocateHost(long bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      allocateHost.call(h -> (int) h.invokeExact(out, bytes));
      return out.get(ADDRESS, 0).reinterpret(bytes);
    }
  }

  public void freeHost(MemorySegment memory) {
    freeHost.call(h -> (int) h.invokeExact(memory));
  }

  /** The memory of the device that is free, in bytes. */
  public long free() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG, 2);
      MemorySegment total = out.asSlice(JAVA_LONG.byteSize());
      info.call(h -> (int) h.invokeExact(out, total));
      return out.get(JAVA_LONG, 0);
    }
  }

  /** Starts to copy from memory of the machine to the device. */
  public void toDevice(long to, MemorySegment from, long bytes, long stream) {
    toDevice.call(h -> (int) h.invokeExact(to, from, bytes, stream));
  }

  /** Starts to copy from the device to memory of the machine. */
  public void toHost(MemorySegment to, long from, long bytes, long stream) {
    toHost.call(h -> (int) h.invokeExact(to, from, bytes, stream));
  }

  /** Starts to copy inside the device. */
  public void between(long to, long from, long bytes, long stream) {
    between.call(h -> (int) h.invokeExact(to, from, bytes, stream));
  }

  /** Starts to set every byte. */
  public void fill(long address, byte value, long bytes, long stream) {
    fill.call(h -> (int) h.invokeExact(address, value, bytes, stream));
  }
}
