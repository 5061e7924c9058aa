package org.samap.cuda.device;

import java.lang.foreign.MemorySegment;
import org.samap.cuda.driver.Driver;

/**
 * Two pinned buffers that copies between Java's arrays and a device go through: one is filled while
 * the other is on its way. Java's arrays themselves cannot be pinned.
 */
final class Staging implements AutoCloseable {
  /** Large enough for the full rate of the bus. */
  private static final long BYTES = 8 << 20;

  private final Driver driver;
  private final MemorySegment[] buffers = new MemorySegment[2];
  private final long[] events = new long[2];
  private int made;
  private int next;

  Staging(Driver driver) {
    this.driver = driver;
  }

  /** Some bytes between the two ends of a copy. */
  @FunctionalInterface
  interface Part {
    void copy(MemorySegment buffer, long start, long bytes);
  }

  /**
   * Copies to the device part by part.
   *
   * @param fill copies a part from the array into a buffer
   * @param send starts to copy a part from a buffer to the device
   */
  void send(long bytes, long stream, Part fill, Part send) {
    for (long start = 0; start < bytes; start += BYTES) {
      long length = Math.min(BYTES, bytes - start);
      int b = free();
      fill.copy(buffers[b], start, length);
      send.copy(buffers[b], start, length);
      driver.streams().record(events[b], stream);
    }
  }

  /**
   * Copies from the device part by part; the copy is done on return.
   *
   * @param fetch starts to copy a part from the device into a buffer
   * @param empty copies a part from a buffer into the array
   */
  void fetch(long bytes, long stream, Part fetch, Part empty) {
    long waiting = -1;
    int waitingIn = 0;
    for (long start = 0; start < bytes; start += BYTES) {
      int b = free();
      fetch.copy(buffers[b], start, Math.min(BYTES, bytes - start));
      driver.streams().record(events[b], stream);
      if (waiting >= 0) {
        empty(waitingIn, waiting, bytes, empty);
      }
      waiting = start;
      waitingIn = b;
    }
    if (waiting >= 0) {
      empty(waitingIn, waiting, bytes, empty);
    }
  }

  private void empty(int b, long start, long bytes, Part empty) {
    driver.streams().synchronizeEvent(events[b]);
    empty.copy(buffers[b], start, Math.min(BYTES, bytes - start));
  }

  /** A buffer that no copy uses. */
  private int free() {
    int b = next;
    next = 1 - next;
    if (b < made) {
      driver.streams().synchronizeEvent(events[b]);
    } else {
      events[b] = driver.streams().createEvent();
      try {
        buffers[b] = driver.memory().allocateHost(BYTES);
      } catch (RuntimeException e) {
        driver.streams().destroyEvent(events[b]);
        next = b;
        throw e;
      }
      made++;
    }
    return b;
  }

  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    for (int b = 0; b < made; b++) {
      MemorySegment buffer = buffers[b];
      long event = events[b];
      cleanup.run(() -> driver.memory().freeHost(buffer));
      cleanup.run(() -> driver.streams().destroyEvent(event));
    }
    made = 0;
    next = 0;
    cleanup.end();
  }
}
