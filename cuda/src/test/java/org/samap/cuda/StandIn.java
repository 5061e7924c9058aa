package org.samap.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.samap.core.run.Workers;
import org.samap.cuda.driver.Driver;

/**
 * A GPU for tests on machines without one: a stand-in for the NVIDIA driver that runs the kernels
 * on the processor, every thread of a block as a fiber (see {@code src/test/cpp}). A test registers
 * it as an extension:
 *
 * <pre>{@code
 * @RegisterExtension final StandIn gpu = new StandIn();
 * }</pre>
 *
 * It is as new before each test, and after each test nothing may be left on it. Tests are skipped
 * where there is no C++ compiler. Tests that use it run one after another.
 */
@SuppressWarnings("restricted") // calls into the library that was built for the tests
public final class StandIn implements BeforeEachCallback, AfterEachCallback {
  private static final String PROPERTY = "samap.cuda.driver";

  /** What a test can set. The stand-in has the same list. */
  public enum Setting {
    DEVICES(0),
    MEMORY(1),
    COMPUTE_MAJOR(2),
    COMPUTE_MINOR(3),
    /** The most shared memory of a block. */
    SHARED_BYTES(4),
    ORDER(5),
    LATE_COPIES(6),
    SEED(7),
    /** What cuInit returns. */
    INIT_CODE(8);

    private final int number;

    Setting(int number) {
      this.number = number;
    }
  }

  /** The order of threads: of the blocks, of a block's warps and of a warp's lanes. */
  public enum Order {
    RISING(0),
    FALLING(1),
    RANDOM(2);

    private final int number;

    Order(int number) {
      this.number = number;
    }
  }

  /** What can be left behind. The stand-in has the same list. */
  public enum Count {
    CONTEXTS(0),
    ALLOCATIONS(1),
    STREAMS(2),
    EVENTS(3),
    HOST_BUFFERS(4),
    MODULES(5);

    private final int number;

    Count(int number) {
      this.number = number;
    }
  }

  private String before = "";

  @Override
  public void beforeEach(ExtensionContext context) {
    Library.get(); // skips the test where there is none
    before = System.getProperty(PROPERTY, "");
    System.setProperty(PROPERTY, StandInBuild.library().toString());
    reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (before.isEmpty()) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
    Map<Count, Long> left = left();
    reset();
    if (context.getExecutionException().isEmpty()) {
      assertThat(left).as("left behind on the device").isEmpty();
    }
  }

  /** The stand-in as the program sees it. */
  public Driver driver() {
    return Driver.find().orElseThrow();
  }

  /** A new engine on it, which the test closes. */
  public CudaEngine engine(Workers workers) {
    return CudaEngine.open(driver(), workers);
  }

  /** Forgets all that is on the devices, and all settings. */
  public void reset() {
    Library.get().call("standin_reset");
  }

  public StandIn set(Setting setting, long value) {
    Library.get().set(setting.number, value);
    return this;
  }

  /** Sets how launches are played. */
  public StandIn play(Order order, boolean lateCopies, long seed) {
    return set(Setting.ORDER, order.number)
        .set(Setting.LATE_COPIES, lateCopies ? 1 : 0)
        .set(Setting.SEED, seed);
  }

  /** Lets the n-th call from now on fail, counting from 1. */
  public StandIn failAt(long call, int code) {
    return failAt("", call, code);
  }

  /** Lets the n-th call of one function from now on fail, counting from 1. */
  public StandIn failAt(String function, long call, int code) {
    Library.get().fail(function, call, code);
    return this;
  }

  /** The number of calls since the test began. */
  public long calls() {
    return Library.get().call("standin_calls");
  }

  /** How often a kernel has run since the test began. */
  public long launches(String kernel) {
    return Library.get().launches(kernel);
  }

  /** Why the last call failed that did not do what it was asked for. */
  public String message() {
    return Library.get().text("standin_message");
  }

  /** The head of the PTX of a source file: its kernels and their parameters. */
  public String ptx(String module) {
    return Library.get().text("standin_ptx", module);
  }

  /** What is on the devices now; without what there is none of. */
  public Map<Count, Long> left() {
    Map<Count, Long> left = new EnumMap<>(Count.class);
    for (Count what : Count.values()) {
      long count = Library.get().count(what.number);
      if (count > 0) {
        left.put(what, count);
      }
    }
    return left;
  }

  /** The functions of the stand-in that are not a driver's. */
  private record Library(SymbolLookup symbols) {
    private static final class Holder {
      static final Library LOADED =
          new Library(SymbolLookup.libraryLookup(StandInBuild.library(), Arena.global()));
    }

    static Library get() {
      StandInBuild.library();
      return Holder.LOADED;
    }

    private MethodHandle handle(String name, FunctionDescriptor type) {
      return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), type);
    }

    private MethodHandle nothing(String name, MemoryLayout... arguments) {
      return handle(name, FunctionDescriptor.ofVoid(arguments));
    }

    private MethodHandle number(String name, MemoryLayout... arguments) {
      return handle(name, FunctionDescriptor.of(JAVA_LONG, arguments));
    }

    /** What native functions may throw, which is nothing. */
    @FunctionalInterface
    private interface Body<T> {
      T run() throws Throwable;
    }

    private static <T> T call(Body<T> body) {
      try {
        return body.run();
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }

    long call(String name) {
      return call(() -> (long) number(name).invokeExact());
    }

    void set(int setting, long value) {
      call(
          () -> {
            nothing("standin_set", JAVA_INT, JAVA_LONG).invokeExact(setting, value);
            return 0;
          });
    }

    void fail(String function, long at, int code) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment text = arena.allocateFrom(function);
        call(
            () -> {
              nothing("standin_fail", ADDRESS, JAVA_LONG, JAVA_INT).invokeExact(text, at, code);
              return 0;
            });
      }
    }

    long launches(String kernel) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment text = arena.allocateFrom(kernel);
        return call(() -> (long) number("standin_launches", ADDRESS).invokeExact(text));
      }
    }

    long count(int what) {
      return call(() -> (long) number("standin_count", JAVA_INT).invokeExact(what));
    }

    String text(String name) {
      MethodHandle handle = handle(name, FunctionDescriptor.of(ADDRESS));
      return text(call(() -> (MemorySegment) handle.invokeExact()));
    }

    String text(String name, String argument) {
      MethodHandle handle = handle(name, FunctionDescriptor.of(ADDRESS, ADDRESS));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment text = arena.allocateFrom(argument);
        return text(call(() -> (MemorySegment) handle.invokeExact(text)));
      }
    }

    private static String text(MemorySegment at) {
      return at.reinterpret(Long.MAX_VALUE).getString(0);
    }
  }
}
