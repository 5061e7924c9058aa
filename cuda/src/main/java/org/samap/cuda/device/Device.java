package org.samap.cuda.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.samap.cuda.driver.DeviceAttribute;
import org.samap.cuda.driver.DeviceCalls;
import org.samap.cuda.driver.Driver;
import org.samap.cuda.driver.DriverException;

/**
 * A GPU, with its context and the kernels loaded so far. A thread that calls a method uses the
 * device from then on; one thread at a time.
 */
public final class Device implements AutoCloseable {
  private final Driver driver;
  private final int handle;
  private final DeviceInfo info;
  private final long context;
  private final Map<String, KernelModule> modules = new HashMap<>();
  private String lastStarted = "";
  private Optional<KernelTimes> times = Optional.empty();
  private final List<BooleanSupplier> spare = new ArrayList<>();

  /** Pinned buffers that no stream uses: to make them takes as long as to copy them many times. */
  private final Deque<Staging> idle = new ArrayDeque<>();

  private Device(Driver driver, int handle, DeviceInfo info) {
    this.driver = driver;
    this.handle = handle;
    this.info = info;
    this.context = driver.devices().retain(handle);
  }

  /** Opens the i-th device of a driver. */
  static Device open(Driver driver, int ordinal) {
    return new Device(driver, driver.devices().device(ordinal), describe(driver, ordinal));
  }

  /** Describes the i-th device of a driver without using it. */
  public static DeviceInfo describe(Driver driver, int ordinal) {
    DeviceCalls calls = driver.devices();
    int device = calls.device(ordinal);
    return new DeviceInfo(
        calls.name(device),
        calls.totalMemory(device),
        calls.attribute(device, DeviceAttribute.COMPUTE_MAJOR),
        calls.attribute(device, DeviceAttribute.COMPUTE_MINOR),
        calls.attribute(device, DeviceAttribute.MULTIPROCESSORS),
        calls.attribute(device, DeviceAttribute.SHARED_BYTES_OF_BLOCK),
        driver.version());
  }

  public DeviceInfo info() {
    return info;
  }

  /** The bytes of memory that are free now. */
  public long freeMemory() {
    makeCurrent();
    return driver.memory().free();
  }

  /** Such as {@code 1048576 bytes are free}, or nothing if the device cannot even tell that. */
  String freeText() {
    try {
      return freeMemory() + " bytes are free";
    } catch (DriverException failed) {
      return "";
    }
  }

  /** Measures the time of every kernel until the result is closed. */
  public KernelTimes time() {
    KernelTimes begun = new KernelTimes(this);
    times = Optional.of(begun);
    return begun;
  }

  void stopTiming() {
    times = Optional.empty();
  }

  /** Starts a kernel, and keeps its name. */
  void start(String kernel, DeviceStream stream, Runnable launch) {
    lastStarted = kernel;
    if (times.isPresent()) {
      times.get().around(kernel, stream.handle(), launch);
    } else {
      launch.run();
    }
  }

  /**
   * The kernel that was started last; nothing if none was. An error of a kernel is told by a later
   * call of the driver.
   */
  String lastStarted() {
    return lastStarted;
  }

  /**
   * Has memory freed that is kept only to save time, whenever the device runs out of memory.
   *
   * @param free frees such memory; returns whether there was any
   */
  public void onShortage(BooleanSupplier free) {
    spare.add(free);
  }

  /** Frees memory that is kept only to save time; returns whether there was any. */
  public boolean freeSpare() {
    boolean any = false;
    for (BooleanSupplier free : spare) {
      any |= free.getAsBoolean();
    }
    return any;
  }

  /** New memory with one lifetime. */
  public DeviceArena arena() {
    return new DeviceArena(this);
  }

  /** Pinned buffers for a stream, which gives them back when it is closed. */
  Staging takeStaging() {
    return idle.isEmpty() ? new Staging(driver) : idle.pop();
  }

  /** Takes buffers back that no copy uses any more. */
  void giveBack(Staging staging) {
    idle.push(staging);
  }

  /** A new stream of work. */
  public DeviceStream stream() {
    return new DeviceStream(this);
  }

  /**
   * A kernel of a source file, compiled when it is first asked for.
   *
   * @param module the name of the source file, such as {@code search} for {@code search.cu}
   */
  public Kernel kernel(String module, String name) {
    makeCurrent();
    return modules.computeIfAbsent(module, m -> new KernelModule(this, m)).kernel(name);
  }

  /** Loads the kernels of all source files, to see whether the device takes them. */
  public void loadKernels() {
    makeCurrent();
    KernelFiles.names().forEach(n -> modules.computeIfAbsent(n, m -> new KernelModule(this, m)));
  }

  /** Waits for all work of the device. */
  public void synchronize() {
    makeCurrent();
    driver.devices().synchronize();
  }

  Driver driver() {
    return driver;
  }

  void makeCurrent() {
    driver.devices().setCurrent(context);
  }

  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    cleanup.run(this::makeCurrent);
    modules.values().forEach(m -> cleanup.run(m::unload));
    modules.clear();
    idle.forEach(staging -> cleanup.run(staging::close));
    idle.clear();
    cleanup.run(() -> driver.devices().release(handle));
    cleanup.end();
  }
}
