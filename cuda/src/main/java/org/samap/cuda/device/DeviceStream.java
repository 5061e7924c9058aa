package org.samap.cuda.device;

import java.lang.foreign.MemorySegment;
import org.samap.core.run.Workers;

/**
 * Work of a device in order: copies and kernels. Copies to the device return as soon as the array
 * can be changed again; copies from the device return when the array is filled. Used by one thread.
 */
public final class DeviceStream implements AutoCloseable {
  /** Bytes that a task copies into a pinned buffer. */
  private static final int COPIED_BY_TASK = 1 << 20;

  private final Device device;
  private final long handle;
  private final Staging staging;

  DeviceStream(Device device) {
    device.makeCurrent();
    this.device = device;
    this.handle = device.driver().streams().create();
    this.staging = device.takeStaging();
  }

  long handle() {
    return handle;
  }

  public Device device() {
    return device;
  }

  /** Copies ints [from, from + count) to the start of a piece of memory. */
  public void upload(int[] array, int from, int count, DeviceMemory to) {
    upload(
        MemorySegment.ofArray(array)
            .asSlice((long) from * Integer.BYTES, (long) count * Integer.BYTES),
        to);
  }

  public void upload(int[] array, DeviceMemory to) {
    upload(array, 0, array.length, to);
  }

  public void upload(long[] array, DeviceMemory to) {
    upload(array, 0, array.length, to);
  }

  /** Copies longs [from, from + count) to the start of a piece of memory. */
  public void upload(long[] array, int from, int count, DeviceMemory to) {
    upload(
        MemorySegment.ofArray(array).asSlice((long) from * Long.BYTES, (long) count * Long.BYTES),
        to);
  }

  public void upload(short[] array, DeviceMemory to) {
    upload(MemorySegment.ofArray(array), to);
  }

  public void upload(byte[] array, DeviceMemory to) {
    upload(MemorySegment.ofArray(array), to);
  }

  public void upload(float[] array, DeviceMemory to) {
    upload(array, 0, array.length, to);
  }

  /** Copies floats [from, from + count) to the start of a piece of memory. */
  public void upload(float[] array, int from, int count, DeviceMemory to) {
    upload(
        MemorySegment.ofArray(array).asSlice((long) from * Float.BYTES, (long) count * Float.BYTES),
        to);
  }

  public void upload(double[] array, DeviceMemory to) {
    upload(array, 0, array.length, to);
  }

  /** Copies doubles [from, from + count) to the start of a piece of memory. */
  public void upload(double[] array, int from, int count, DeviceMemory to) {
    upload(
        MemorySegment.ofArray(array)
            .asSlice((long) from * Double.BYTES, (long) count * Double.BYTES),
        to);
  }

  /** Copies bytes from any memory of the machine to the start of a piece of memory. */
  public void upload(MemorySegment from, DeviceMemory to) {
    upload(from, to, (buffer, start, length) -> MemorySegment.copy(from, start, buffer, 0, length));
  }

  /**
   * Copies bytes as well. Workers fill the pinned buffers together, since one thread is slower than
   * the bus.
   */
  public void upload(MemorySegment from, DeviceMemory to, Workers workers) {
    upload(
        from,
        to,
        (buffer, start, length) ->
            workers.forRanges(
                Math.toIntExact(length),
                COPIED_BY_TASK,
                (first, end) ->
                    MemorySegment.copy(from, start + first, buffer, first, (long) end - first)));
  }

  private void upload(MemorySegment from, DeviceMemory to, Staging.Part fill) {
    long bytes = from.byteSize();
    requireRoom(bytes, to);
    device.makeCurrent();
    staging.send(
        bytes,
        handle,
        fill,
        (buffer, start, length) ->
            device.driver().memory().toDevice(to.address() + start, buffer, length, handle));
  }

  /** Fills ints [at, at + count) from the start of a piece of memory. */
  public void download(DeviceMemory from, int[] array, int at, int count) {
    download(
        from,
        MemorySegment.ofArray(array)
            .asSlice((long) at * Integer.BYTES, (long) count * Integer.BYTES));
  }

  public void download(DeviceMemory from, int[] array) {
    download(from, array, 0, array.length);
  }

  public void download(DeviceMemory from, long[] array) {
    download(from, MemorySegment.ofArray(array));
  }

  public void download(DeviceMemory from, float[] array) {
    download(from, array, 0, array.length);
  }

  /** Fills floats [at, at + count) from the start of a piece of memory. */
  public void download(DeviceMemory from, float[] array, int at, int count) {
    download(
        from,
        MemorySegment.ofArray(array).asSlice((long) at * Float.BYTES, (long) count * Float.BYTES));
  }

  public void download(DeviceMemory from, double[] array) {
    download(from, array, 0, array.length);
  }

  /** Fills doubles [at, at + count) from the start of a piece of memory. */
  public void download(DeviceMemory from, double[] array, int at, int count) {
    download(
        from,
        MemorySegment.ofArray(array)
            .asSlice((long) at * Double.BYTES, (long) count * Double.BYTES));
  }

  private void download(DeviceMemory from, MemorySegment to) {
    long bytes = to.byteSize();
    requireRoom(bytes, from);
    device.makeCurrent();
    staging.fetch(
        bytes,
        handle,
        (buffer, start, length) ->
            device.driver().memory().toHost(buffer, from.address() + start, length, handle),
        (buffer, start, length) -> MemorySegment.copy(buffer, 0, to, start, length));
  }

  private static void requireRoom(long bytes, DeviceMemory memory) {
    if (bytes > memory.bytes()) {
      throw new IndexOutOfBoundsException(
          "%d bytes in memory of %d".formatted(bytes, memory.bytes()));
    }
  }

  /** Sets every byte to 0. */
  public void clear(DeviceMemory memory) {
    fill(memory, (byte) 0);
  }

  /** Sets every byte. */
  public void fill(DeviceMemory memory, byte value) {
    if (memory.bytes() > 0) {
      device.makeCurrent();
      device.driver().memory().fill(memory.address(), value, memory.bytes(), handle);
    }
  }

  /** Copies a piece of memory to the start of another. */
  public void copy(DeviceMemory from, DeviceMemory to) {
    requireRoom(from.bytes(), to);
    if (from.bytes() > 0) {
      device.makeCurrent();
      device.driver().memory().between(to.address(), from.address(), from.bytes(), handle);
    }
  }

  /** Lets later work of this stream wait for what another stream has been given so far. */
  public void waitFor(DeviceStream other) {
    device.makeCurrent();
    long event = device.driver().streams().createEvent();
    try {
      device.driver().streams().record(event, other.handle);
      device.driver().streams().waitFor(handle, event);
    } finally {
      device.driver().streams().destroyEvent(event);
    }
  }

  /** Waits until all work of this stream is done. */
  public void synchronize() {
    device.makeCurrent();
    device.driver().streams().synchronize(handle);
  }

  @Override
  public void close() {
    Cleanup cleanup = new Cleanup();
    cleanup.run(this::synchronize);
    // Even if the device has failed: they are freed with it.
    device.giveBack(staging);
    cleanup.run(() -> device.driver().streams().destroy(handle));
    cleanup.end();
  }
}
