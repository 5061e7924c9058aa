package org.samap.cuda.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.samap.cuda.driver.DriverException;
import org.samap.cuda.driver.GridShape;

/** A kernel on a device. It is started with arguments of the types that its source declares. */
public final class Kernel {
  /**
   * Above this, a kernel must be told how much dynamic shared memory it can have. Drivers give 48
   * KB unasked, but less what the kernel itself declares; none declares more than 40 KB.
   */
  private static final int USUAL_SHARED_BYTES = 8 << 10;

  private final Device device;
  private final String name;
  private final long handle;
  private final List<KernelParameter> parameters;
  private int allowedShared = USUAL_SHARED_BYTES;

  Kernel(Device device, String name, long handle, List<KernelParameter> parameters) {
    this.device = device;
    this.name = name;
    this.handle = handle;
    this.parameters = List.copyOf(parameters);
  }

  /** Starts the kernel without dynamic shared memory. */
  public void launch(DeviceStream stream, GridShape shape, Object... arguments) {
    launchWithShared(stream, shape, 0, arguments);
  }

  /**
   * Starts the kernel on a stream.
   *
   * @param sharedBytes the size of its dynamic shared memory
   * @param arguments {@link DeviceMemory} or Long for 64-bit parameters, Integer, Float and Double
   *     for the others
   * @throws IllegalArgumentException if the arguments are not those that the kernel takes
   */
  public void launchWithShared(
      DeviceStream stream, GridShape shape, int sharedBytes, Object... arguments) {
    if (arguments.length != parameters.size()) {
      throw new IllegalArgumentException(
          "%s takes %d arguments, not %d".formatted(name, parameters.size(), arguments.length));
    }
    device.makeCurrent();
    try (Arena arena = Arena.ofConfined()) {
      if (sharedBytes > allowedShared) {
        device.driver().modules().allowShared(handle, sharedBytes);
        allowedShared = sharedBytes;
      }
      MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, arguments.length));
      MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, Math.max(1, arguments.length));
      for (int i = 0; i < arguments.length; i++) {
        MemorySegment value = values.asSlice((long) Long.BYTES * i, Long.BYTES);
        parameters.get(i).write(arguments[i], value);
        pointers.setAtIndex(ValueLayout.ADDRESS, i, value);
      }
      device.start(
          name,
          stream,
          () ->
              device
                  .driver()
                  .modules()
                  .launch(handle, shape, sharedBytes, stream.handle(), pointers));
    } catch (DriverException e) {
      throw e.during(
          "starting %s with %s and %d bytes of shared memory; %s"
              .formatted(name, shape, sharedBytes, device.freeText()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
