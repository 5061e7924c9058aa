package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.samap.core.run.InputException;
import org.samap.cuda.driver.Driver;
import org.samap.cuda.driver.DriverException;

/**
 * The devices that are used together. The property {@value #PROPERTY} chooses them by number, such
 * as {@code 0,1}; one device can be named several times.
 */
public final class Devices implements AutoCloseable {
  static final String PROPERTY = "samap.cuda.devices";

  private final List<Device> devices;

  /** Held by the thread whose operation runs on the devices. */
  private final ReentrantLock inUse = new ReentrantLock();

  private Devices(List<Device> devices) {
    this.devices = List.copyOf(devices);
  }

  /**
   * Opens the chosen devices of a driver, or else all that have the instructions needed.
   *
   * @throws InputException if a device cannot be opened
   */
  public static Devices open(Driver driver) {
    List<Device> opened = new ArrayList<>();
    try {
      for (int ordinal : chosen(driver)) {
        opened.add(Device.open(driver, ordinal));
      }
    } catch (DriverException e) {
      Cleanup cleanup = new Cleanup();
      opened.forEach(d -> cleanup.run(d::close));
      throw failed(e, "");
    }
    return new Devices(opened);
  }

  /**
   * The numbers of the devices to use.
   *
   * @throws InputException if the property names no devices of the driver
   */
  public static int[] chosen(Driver driver) {
    String named = System.getProperty(PROPERTY, "");
    int count = driver.devices().count();
    return named.isEmpty()
        ? IntStream.range(0, count).filter(i -> Device.describe(driver, i).isSupported()).toArray()
        : Arrays.stream(named.split(",", -1)).mapToInt(word -> number(word, count)).toArray();
  }

  private static int number(String word, int count) {
    if (!word.matches("\\d{1,4}") || Integer.parseInt(word) >= count) {
      throw new InputException(
          "the property %s names the device '%s'; give numbers below %d with commas between"
              .formatted(PROPERTY, word, count));
    }
    return Integer.parseInt(word);
  }

  /**
   * Runs one operation on the devices; operations of other threads wait for it.
   *
   * @throws InputException if a device fails, or has too little memory for the smallest block
   */
  public <T> T use(Supplier<T> operation) {
    inUse.lock();
    try {
      return operation.get();
    } catch (DriverException e) {
      // An operation inside another one leaves it to that one, which may have smaller blocks.
      throw inUse.getHoldCount() > 1 ? e : failed(e, lastStarted());
    } finally {
      inUse.unlock();
    }
  }

  /** The kernels that the devices started last. */
  private String lastStarted() {
    String kernels =
        devices.stream()
            .map(Device::lastStarted)
            .filter(kernel -> !kernel.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return kernels.isEmpty() ? "" : "; last kernel: " + kernels;
  }

  /** What a user is told: a device that fails is no bug of the program's, and there is a way on. */
  private static InputException failed(DriverException e, String where) {
    return InputException.about(
        "backend",
        "the GPU failed: %s%s; run with backend cpu".formatted(e.getMessage(), where),
        e);
  }

  public int count() {
    return devices.size();
  }

  public Device first() {
    return devices.getFirst();
  }

  public List<Device> all() {
    return devices;
  }

  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    devices.forEach(d -> cleanup.run(d::close));
    cleanup.end();
  }
}
