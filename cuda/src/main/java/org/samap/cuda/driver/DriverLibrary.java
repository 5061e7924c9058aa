package org.samap.cuda.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The driver's shared library. It is looked for by name, as the system's loader does, and in the
 * folders of systems whose loader does not know it.
 */
@SuppressWarnings("restricted") // calls into native code, which the launcher allows
final class DriverLibrary {
  /** A property with the path of the library to load instead. */
  static final String PROPERTY = "samap.cuda.driver";

  private static final List<String> NAMES =
      List.of(
          "libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1", "/usr/lib64/libcuda.so.1", "nvcuda.dll");

  private final SymbolLookup symbols;
  private final MethodHandle errorName;

  private DriverLibrary(SymbolLookup symbols) {
    this.symbols = symbols;
    this.errorName = handle("cuGetErrorName", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  }

  /** The library, or nothing if this machine has none. */
  static Optional<DriverLibrary> find() {
    return load().map(DriverLibrary::new);
  }

  /** Whether this machine has the library. No function of it is called. */
  static boolean isInstalled() {
    return load().isPresent();
  }

  private static Optional<SymbolLookup> load() {
    String chosen = System.getProperty(PROPERTY, "");
    List<String> names = chosen.isEmpty() ? NAMES : List.of(chosen);
    return names.stream().flatMap(name -> load(name).stream()).findFirst();
  }

  private static Optional<SymbolLookup> load(String name) {
    try {
      // The library stays loaded until the program ends, as drivers keep threads of their own.
      return Optional.of(
          name.contains("/")
              ? SymbolLookup.libraryLookup(Path.of(name), Arena.global())
              : SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException absent) {
      return Optional.empty();
    }
  }

  /** A function that takes these values and returns a code. */
  Function function(String name, MemoryLayout... arguments) {
    return new Function(this, name, handle(name, arguments));
  }

  private MethodHandle handle(String name, MemoryLayout... arguments) {
    MemorySegment symbol =
        symbols
            .find(name)
            .orElseThrow(
                () -> new UnsupportedOperationException("the driver has no function " + name));
    return Linker.nativeLinker()
        .downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /** The driver's name for an error. */
  private String nameOf(int code) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
      int status = (int) errorName.invokeExact(code, out);
      MemorySegment text = out.get(ValueLayout.ADDRESS, 0);
      return status != 0 || text.address() == 0
          ? "unknown error"
          : text.reinterpret(Long.MAX_VALUE).getString(0);
    } catch (Throwable e) {
      throw new AssertionError("cuGetErrorName takes an int and a pointer", e);
    }
  }

  /**
   * A function of the driver.
   *
   * @param handle takes the function's arguments and returns an int
   */
  record Function(DriverLibrary library, String name, MethodHandle handle) {

    /** Calls the handle. */
    @FunctionalInterface
    interface Call {
      int of(MethodHandle handle) throws Throwable;
    }

    /**
     * @throws DriverException if the function does not return 0
     */
    void call(Call call) {
      int code = code(call);
      if (code != 0) {
        throw new DriverException(name, code, library.nameOf(code));
      }
    }

    /** What the function returns, 0 for success. */
    int code(Call call) {
      try {
        return call.of(handle);
      } catch (Throwable e) {
        throw new AssertionError(name + " is bound with other arguments", e);
      }
    }
  }
}
