package org.samap.cuda.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samap.cuda.StandIn;
import org.samap.cuda.driver.GridShape;

/** Copies through pinned buffers, and the order of work. */
class DeviceStreamTest extends OnOneDevice {
  /** The numbers that fill one pinned buffer. */
  private static final int BUFFER = (8 << 20) / Integer.BYTES;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER + 5})
  void bringsBackWhatItWasGiven(int count) {
    int[] numbers = IntStream.range(0, count).map(i -> i * 31).toArray();
    DeviceMemory memory = arena.ints(count);
    stream.upload(numbers, memory);
    int[] found = new int[count];
    stream.download(memory, found);
    assertThat(found).isEqualTo(numbers);
  }

  @Test
  void givesItsPinnedBuffersToTheNextStream() {
    DeviceMemory memory = arena.ints(1);
    for (int number = 1; number <= 3; number++) {
      int[] found = new int[1];
      try (DeviceStream next = device.stream()) {
        next.upload(new int[] {number}, memory);
        next.download(memory, found);
      }
      assertThat(found).containsExactly(number);
    }
    assertThat(gpu.left()).containsEntry(StandIn.Count.HOST_BUFFERS, 2L);
  }

  @Test
  void copiesNumbersOfEveryType() {
    DeviceMemory memory = arena.allocate(24);
    long[] longs = {1L << 40, -2, 3};
    stream.upload(longs, memory);
    long[] foundLongs = new long[3];
    stream.download(memory, foundLongs);
    assertThat(foundLongs).isEqualTo(longs);
    double[] doubles = {1e300, -0.0, Math.PI};
    stream.upload(doubles, memory);
    double[] foundDoubles = new double[3];
    stream.download(memory, foundDoubles);
    assertThat(foundDoubles).isEqualTo(doubles);
    float[] foundFloats = new float[6];
    stream.upload(new float[] {9, 1.5f, 2, 3, 4, 5, 6, 9}, 1, 6, memory);
    stream.download(memory, foundFloats);
    assertThat(foundFloats).containsExactly(1.5f, 2, 3, 4, 5, 6);
    int[] foundInts = new int[2];
    stream.upload(new short[] {1, 2, -1, 0}, memory);
    stream.download(memory, foundInts, 0, 2);
    assertThat(foundInts).containsExactly(0x20001, 0xffff);
    stream.upload(new byte[] {4, 3, 2, 1}, memory);
    stream.download(memory, foundInts, 1, 1);
    assertThat(foundInts).containsExactly(0x20001, 0x01020304);
  }

  @Test
  void arraysCanBeChangedAfterAnUpload() {
    int[] numbers = new int[3 * BUFFER];
    DeviceMemory memory = arena.ints(numbers.length);
    stream.upload(numbers, memory);
    Arrays.fill(numbers, 1);
    stream.upload(numbers, 0, 1, memory);
    int[] found = new int[numbers.length];
    stream.download(memory, found);
    assertThat(IntStream.of(found).sum()).isEqualTo(1);
  }

  @Test
  void fillsClearsAndCopiesInsideTheDevice() {
    DeviceMemory a = arena.ints(4);
    DeviceMemory b = arena.ints(6);
    stream.fill(b, (byte) 1);
    stream.clear(a);
    stream.copy(a.slice(4, 8), b.from(8));
    int[] found = new int[6];
    stream.download(b, found);
    assertThat(found).containsExactly(0x1010101, 0x1010101, 0, 0, 0x1010101, 0x1010101);
  }

  @Test
  void refusesMoreThanTheMemoryHolds() {
    DeviceMemory memory = arena.ints(3);
    assertThatThrownBy(() -> stream.upload(new int[4], memory))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("16 bytes in memory of 12");
    assertThatThrownBy(() -> stream.download(memory, new double[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> stream.copy(arena.ints(4), memory))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.slice(8, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> memory.from(13)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void waitsForAnotherStream() {
    DeviceMemory x = arena.floats(1000);
    DeviceMemory y = arena.floats(1000);
    float[] ones = new float[1000];
    Arrays.fill(ones, 1);
    Kernel kernel = device.kernel("plain", "scale_and_add");
    float[] early = new float[1000];
    float[] late = new float[1000];
    try (DeviceStream other = device.stream()) {
      other.upload(ones, x);
      other.upload(ones, y);
      kernel.launch(other, GridShape.covering(1000, 256), 1000, 2f, x, y);
      // Nothing has waited for the other stream, so its work is not seen yet.
      stream.download(y, early);
      stream.waitFor(other);
      stream.download(y, late);
    }
    assertThat(early).doesNotContain(3f);
    assertThat(late).containsOnly(3f);
  }
}
