package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The NVIDIA driver of this machine. Its library is loaded and its functions are bound when they
 * are first asked for, so a machine without a driver pays nothing.
 */
public final class Driver {
  private final DeviceCalls devices;
  private final MemoryCalls memory;
  private final StreamCalls streams;
  private final ModuleCalls modules;
  private final int version;

  private Driver(DriverLibrary library) {
    library.function("cuInit", JAVA_INT).call(h -> (int) h.invokeExact(0));
    this.devices = new DeviceCalls(library);
    this.memory = new MemoryCalls(library);
    this.streams = new StreamCalls(library);
    this.modules = new ModuleCalls(library);
    this.version = version(library);
  }

  /** Whether this machine has a driver. It is not started. */
  public static boolean isInstalled() {
    return DriverLibrary.isInstalled();
  }

  /**
   * The driver, ready for use; empty if this machine has none.
   *
   * @throws DriverException if there is a driver that cannot start, such as one without a device
   * @throws UnsupportedOperationException if the driver is too old
   */
  public static Optional<Driver> find() {
    return DriverLibrary.find().map(Driver::new);
  }

  private static int version(DriverLibrary library) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_INT);
      library.function("cuDriverGetVersion", ADDRESS).call(h -> (int) h.invokeExact(out));
      return out.get(JAVA_INT, 0);
    }
  }

  /** Whether the driver supports this version of CUDA. */
  public boolean supports(int major, int minor) {
    return version >= 1000 * major + 10 * minor;
  }

  /** The version of CUDA that the driver supports, such as 13.0. */
  public String version() {
    return version / 1000 + "." + version % 1000 / 10;
  }

  public DeviceCalls devices() {
    return devices;
  }

  public MemoryCalls memory() {
    return memory;
  }

  public StreamCalls streams() {
    return streams;
  }

  public ModuleCalls modules() {
    return modules;
  }
}
