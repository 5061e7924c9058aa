package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
      throw inUse.getHoldCount() > 1 ? e : failed(e, lastStarted() + "; run with backend cpu");
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Work on one of some blocks, on the device that it is dealt to. It must not call {@link #use},
   * which would wait for the operation that it is a part of.
   */
  @FunctionalInterface
  public interface Dealt<T> {
    T work(Device device, int block);
  }

  /**
   * Deals blocks to the devices in turn. Each device works on its blocks in order, in a thread of
   * its own. If a block fails, the devices finish the block they are at and do no more.
   *
   * @return the results in the order of the blocks, whatever device they come from
   * @throws RuntimeException the first failure, with those of other devices suppressed
   */
  public <T> List<T> deal(int blocks, Dealt<T> dealt) {
    int used = Math.min(blocks, devices.size());
    if (used <= 1) {
      return IntStream.range(0, blocks).mapToObj(b -> dealt.work(first(), b)).toList();
    }
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<List<T>>> hands = new ArrayList<>();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (int d = 0; d < used; d++) {
        int hand = d;
        hands.add(threads.submit(() -> workOn(hand, blocks, dealt, failed)));
      }
    }
    throwFailures(hands);
    return IntStream.range(0, blocks)
        .mapToObj(b -> hands.get(b % used).resultNow().get(b / used))
        .toList();
  }

  private <T> List<T> workOn(int hand, int blocks, Dealt<T> dealt, AtomicBoolean failed) {
    List<T> results = new ArrayList<>();
    try {
      for (int b = hand; b < blocks && !failed.get(); b += devices.size()) {
        results.add(dealt.work(devices.get(hand), b));
      }
      return results;
    } catch (RuntimeException | Error e) {
      failed.set(true);
      throw e;
    }
  }

  private static void throwFailures(List<? extends Future<?>> done) {
    List<Throwable> failures =
        done.stream()
            .filter(f -> f.state() == Future.State.FAILED)
            .map(Future::exceptionNow)
            .toList();
    if (failures.isEmpty()) {
      return;
    }
    Throwable first = failures.getFirst();
    failures.stream().skip(1).filter(f -> !f.equals(first)).forEach(first::addSuppressed);
    if (first instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) first;
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

  /** The message for the user: a device that fails is not a bug of the program. */
  private static InputException failed(DriverException e, String more) {
    return InputException.about("backend", "the GPU failed: " + e.getMessage() + more, e);
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

  /**
   * Closes all devices.
   *
   * @throws InputException if one fails
   */
  @Override
  public void close() {
    use(
        () -> {
          Cleanup cleanup = new Cleanup();
          devices.forEach(d -> cleanup.run(d::close));
          cleanup.end();
          return devices.size();
        });
  }
}
