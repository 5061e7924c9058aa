package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.samap.cuda.driver.DriverLibrary.Function;

/** The driver's functions on streams of work and on the events between them. */
public final class StreamCalls {
  /** A stream that does not wait for the default stream. */
  private static final int NON_BLOCKING = 1;

  private final Function create;
  private final Function destroy;
  private final Function synchronize;
  private final Function waitFor;
  private final Function createEvent;
  private final Function destroyEvent;
  private final Function record;
  private final Function synchronizeEvent;
  private final Function elapsed;

  StreamCalls(DriverLibrary library) {
    create = library.function("cuStreamCreate", ADDRESS, JAVA_INT);
    destroy = library.function("cuStreamDestroy_v2", JAVA_LONG);
    synchronize = library.function("cuStreamSynchronize", JAVA_LONG);
    waitFor = library.function("cuStreamWaitEvent", JAVA_LONG, JAVA_LONG, JAVA_INT);
    createEvent = library.function("cuEventCreate", ADDRESS, JAVA_INT);
    destroyEvent = library.function("cuEventDestroy_v2", JAVA_LONG);
    record = library.function("cuEventRecord", JAVA_LONG, JAVA_LONG);
    synchronizeEvent = library.function("cuEventSynchronize", JAVA_LONG);
    elapsed = library.function("cuEventElapsedTime", ADDRESS, JAVA_LONG, JAVA_LONG);
  }

  public long create() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      create.call(h -> (int) h.invokeExact(out, NON_BLOCKING));
      return out.get(JAVA_LONG, 0);
    }
  }

  public void destroy(long stream) {
    destroy.call(h -> (int) h.invokeExact(stream));
  }

  /** Waits for all work of a stream. */
  public void synchronize(long stream) {
    synchronize.call(h -> (int) h.invokeExact(stream));
  }

  /** Lets later work of a stream wait for an event. */
  public void waitFor(long stream, long event) {
    waitFor.call(h -> (int) h.invokeExact(stream, event, 0));
  }

  public long createEvent() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      createEvent.call(h -> (int) h.invokeExact(out, 0));
      return out.get(JAVA_LONG, 0);
    }
  }

  public void destroyEvent(long event) {
    destroyEvent.call(h -> (int) h.invokeExact(event));
  }

  /** Marks the work that a stream has been given so far. */
  public void record(long event, long stream) {
    record.call(h -> (int) h.invokeExact(event, stream));
  }

  /** Waits for the work that an event marks. */
  public void synchronizeEvent(long event) {
    synchronizeEvent.call(h -> (int) h.invokeExact(event));
  }

  /** The milliseconds between two events. */
  public float elapsed(long start, long end) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_FLOAT);
      elapsed.call(h -> (int) h.invokeExact(out, start, end));
      return out.get(JAVA_FLOAT, 0);
    }
  }
}
