package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.samap.cuda.driver.Driver;

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

  /** Opens the chosen devices of a driver, or else all that have the instructions needed. */
  public static Devices open(Driver driver) {
    List<Device> opened = new ArrayList<>();
    try {
      for (int ordinal : chosen(driver)) {
        opened.add(Device.open(driver, ordinal));
      }
    } catch (RuntimeException e) {
      opened.forEach(Device::close);
      throw e;
    }
    return new Devices(opened);
  }

  /** The numbers of the devices to use. */
  public static int[] chosen(Driver driver) {
    String named = System.getProperty(PROPERTY, "");
    return named.isEmpty()
        ? IntStream.range(0, driver.devices().count())
            .filter(i -> Device.describe(driver, i).isSupported())
            .toArray()
        : Arrays.stream(named.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  /** Runs one operation on the devices; operations of other threads wait for it. */
  public <T> T use(Supplier<T> operation) {
    inUse.lock();
    try {
      return operation.get();
    } finally {
      inUse.unlock();
    }
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
