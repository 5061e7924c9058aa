package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The time that each kernel takes on a device, by events before and after every launch. Where two
 * streams work at once, each kernel counts the time that it shares. Measures from {@link
 * Device#time} on, until it is closed.
 */
public final class KernelTimes implements AutoCloseable {
  private final Device device;
  private final List<Launch> launches = new ArrayList<>();

  private record Launch(String kernel, long before, long after) {}

  /** How often a kernel was started, and the seconds that it took in all. */
  public record Spent(long launches, double seconds) {

    Spent plus(double more) {
      return new Spent(launches + 1, seconds + more);
    }
  }

  KernelTimes(Device device) {
    this.device = device;
  }

  /** Starts a kernel between two events. */
  void around(String kernel, long stream, Runnable launch) {
    long before = device.driver().streams().createEvent();
    long after = device.driver().streams().createEvent();
    launches.add(new Launch(kernel, before, after));
    device.driver().streams().record(before, stream);
    launch.run();
    device.driver().streams().record(after, stream);
  }

  /**
   * Waits for the device, and tells what each kernel took since the last time that this was asked.
   */
  public SequencedMap<String, Spent> read() {
    device.synchronize();
    TreeMap<String, Spent> spent = new TreeMap<>();
    for (Launch l : launches) {
      double seconds = device.driver().streams().elapsed(l.before, l.after) / 1e3;
      spent.merge(l.kernel, new Spent(1, seconds), (a, _) -> a.plus(seconds));
    }
    forget();
    return spent;
  }

  private void forget() {
    for (Launch l : launches) {
      device.driver().streams().destroyEvent(l.before);
      device.driver().streams().destroyEvent(l.after);
    }
    launches.clear();
  }

  @Override
  public void close() {
    device.makeCurrent();
    forget();
    device.stopTiming();
  }
}
