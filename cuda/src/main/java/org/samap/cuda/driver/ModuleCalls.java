package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.samap.cuda.driver.DriverLibrary.Function;

/** The driver's functions that load kernels and start them. */
public final class ModuleCalls {
  private static final int MOST_DYNAMIC_SHARED_BYTES = 8;

  private final Function load;
  private final Function unload;
  private final Function function;
  private final Function setAttribute;
  private final Function launch;

  ModuleCalls(DriverLibrary library) {
    load = library.function("cuModuleLoadDataEx", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    unload = library.function("cuModuleUnload", JAVA_LONG);
    function = library.function("cuModuleGetFunction", ADDRESS, JAVA_LONG, ADDRESS);
    setAttribute = library.function("cuFuncSetAttribute", JAVA_LONG, JAVA_INT, JAVA_INT);
    launch =
        library.function(
            "cuLaunchKernel",
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_LONG,
            ADDRESS,
            ADDRESS);
  }

  /** Compiles PTX for the device of this thread's context. */
  public long load(String ptx) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      MemorySegment text = arena.allocateFrom(ptx);
      load.call(h -> (int) h.invokeExact(out, text, 0, MemorySegment.NULL, MemorySegment.NULL));
      return out.get(JAVA_LONG, 0);
    }
  }

  public void unload(long module) {
    unload.call(h -> (int) h.invokeExact(module));
  }

  /** The handle of a kernel of a module. */
  public long function(long module, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      MemorySegment text = arena.allocateFrom(name);
      function.call(h -> (int) h.invokeExact(out, module, text));
      return out.get(JAVA_LONG, 0);
    }
  }

  /**
   * Lets a kernel be started with this much dynamic shared memory; needed if this and the shared
   * memory that it declares are more than 48 KB.
   */
  public void allowShared(long kernel, int bytes) {
    setAttribute.call(h -> (int) h.invokeExact(kernel, MOST_DYNAMIC_SHARED_BYTES, bytes));
  }

  /**
   * Starts a kernel.
   *
   * @param arguments pointers to the arguments
   */
  public void launch(
      long kernel, GridShape shape, int sharedBytes, long stream, MemorySegment arguments) {
    launch.call(
        h ->
            (int)
                h.invokeExact(
                    kernel,
                    shape.blocksX(),
                    shape.blocksY(),
                    1,
                    shape.threads(),
                    1,
                    1,
                    sharedBytes,
                    stream,
                    arguments,
                    MemorySegment.NULL));
  }
}
