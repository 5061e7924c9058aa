package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.samap.cuda.driver.DriverLibrary.Function;

/** The driver's functions that describe devices and make their contexts current. */
public final class DeviceCalls {
  private static final int NAME_BYTES = 256;

  private final Function count;
  private final Function device;
  private final Function name;
  private final Function attribute;
  private final Function totalMemory;
  private final Function retain;
  private final Function release;
  private final Function setCurrent;
  private final Function synchronize;

  DeviceCalls(DriverLibrary library) {
    count = library.function("cuDeviceGetCount", ADDRESS);
    device = library.function("cuDeviceGet", ADDRESS, JAVA_INT);
    name = library.function("cuDeviceGetName", ADDRESS, JAVA_INT, JAVA_INT);
    attribute = library.function("cuDeviceGetAttribute", ADDRESS, JAVA_INT, JAVA_INT);
    totalMemory = library.function("cuDeviceTotalMem_v2", ADDRESS, JAVA_INT);
    retain = library.function("cuDevicePrimaryCtxRetain", ADDRESS, JAVA_INT);
    release = library.function("cuDevicePrimaryCtxRelease_v2", JAVA_INT);
    setCurrent = library.function("cuCtxSetCurrent", JAVA_LONG);
    synchronize = library.function("cuCtxSynchronize");
  }

  /** The number of devices. */
  public int count() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_INT);
      count.call(h -> (int) h.invokeExact(out));
      return out.get(JAVA_INT, 0);
    }
  }

  /** The handle of the i-th device. */
  public int device(int ordinal) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_INT);
      device.call(h -> (int) h.invokeExact(out, ordinal));
      return out.get(JAVA_INT, 0);
    }
  }

  public String name(int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(NAME_BYTES);
      name.call(h -> (int) h.invokeExact(out, NAME_BYTES, device));
      return out.getString(0);
    }
  }

  public int attribute(int device, DeviceAttribute wanted) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_INT);
      attribute.call(h -> (int) h.invokeExact(out, wanted.number(), device));
      return out.get(JAVA_INT, 0);
    }
  }

  /** The memory of a device in bytes. */
  public long totalMemory(int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      totalMemory.call(h -> (int) h.invokeExact(out, device));
      return out.get(JAVA_LONG, 0);
    }
  }

  /** A device's context, which must be released. */
  public long retain(int device) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      retain.call(h -> (int) h.invokeExact(out, device));
      return out.get(JAVA_LONG, 0);
    }
  }

  public void release(int device) {
    release.call(h -> (int) h.invokeExact(device));
  }

  /** Makes a context that of this thread. */
  public void setCurrent(long context) {
    setCurrent.call(h -> (int) h.invokeExact(context));
  }

  /** Waits for all work of this thread's context. */
  public void synchronize() {
    synchronize.call(h -> (int) h.invokeExact());
  }
}
