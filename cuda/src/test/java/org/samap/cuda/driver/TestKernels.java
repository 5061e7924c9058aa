package org.samap.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.samap.cuda.StandIn;

/** Runs kernels of the test sources by the driver's functions alone. */
final class TestKernels implements AutoCloseable {
  final Driver driver;
  final long context;
  final long stream;
  private final long module;

  /** Opens device 0 with the kernels of a source file. */
  TestKernels(StandIn gpu, String source) {
    driver = gpu.driver();
    context = driver.devices().retain(0);
    driver.devices().setCurrent(context);
    stream = driver.streams().create();
    module = driver.modules().load(gpu.ptx(source));
  }

  long kernel(String name) {
    return driver.modules().function(module, name);
  }

  /** Starts a kernel with integers, longs, floats and doubles. */
  void launch(String name, GridShape shape, int sharedBytes, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointers = arena.allocate(ValueLayout.ADDRESS, arguments.length);
      for (int i = 0; i < arguments.length; i++) {
        pointers.setAtIndex(
            ValueLayout.ADDRESS,
            i,
            switch (arguments[i]) {
              case Integer v -> arena.allocateFrom(ValueLayout.JAVA_INT, v);
              case Long v -> arena.allocateFrom(ValueLayout.JAVA_LONG, v);
              case Float v -> arena.allocateFrom(ValueLayout.JAVA_FLOAT, v);
              case Double v -> arena.allocateFrom(ValueLayout.JAVA_DOUBLE, v);
              default -> throw new IllegalArgumentException(arguments[i].toString());
            });
      }
      driver.modules().launch(kernel(name), shape, sharedBytes, stream, pointers);
    }
  }

  /** New memory of the device with these numbers. */
  long upload(int... numbers) {
    long address = driver.memory().allocate(4L * numbers.length);
    MemorySegment buffer = driver.memory().allocateHost(4L * numbers.length);
    buffer.copyFrom(MemorySegment.ofArray(numbers));
    driver.memory().toDevice(address, buffer, 4L * numbers.length, stream);
    driver.streams().synchronize(stream);
    driver.memory().freeHost(buffer);
    return address;
  }

  int[] download(long address, int count) {
    MemorySegment buffer = driver.memory().allocateHost(4L * count);
    try {
      driver.memory().toHost(buffer, address, 4L * count, stream);
      driver.streams().synchronize(stream);
      return buffer.toArray(ValueLayout.JAVA_INT);
    } finally {
      driver.memory().freeHost(buffer);
    }
  }

  /** Ends all, even after an error from which the context does not recover. */
  @Override
  public void close() {
    ignoringErrors(() -> driver.streams().destroy(stream));
    ignoringErrors(() -> driver.modules().unload(module));
    driver.devices().release(0);
  }

  /** Frees memory, even after an error. */
  void free(long... addresses) {
    for (long address : addresses) {
      ignoringErrors(() -> driver.memory().free(address));
    }
  }

  private static void ignoringErrors(Runnable step) {
    try {
      step.run();
    } catch (DriverException e) {
      // the test has seen it
    }
  }
}
