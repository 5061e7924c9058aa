package org.samap.cuda.driver;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.samap.cuda.StandIn;

/** The stand-in runs kernels as a driver does. */
class StandInTest {
  @RegisterExtension final StandIn gpu = new StandIn();

  @Test
  void runsAKernel() {
    Driver driver = gpu.driver();
    long context = driver.devices().retain(0);
    driver.devices().setCurrent(context);
    long module = driver.modules().load(gpu.ptx("plain"));
    long kernel = driver.modules().function(module, "add_blocks");
    int n = 1000;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment x = driver.memory().allocateHost(4L * n);
      x.copyFrom(MemorySegment.ofArray(IntStream.range(0, n).toArray()));
      long onDevice = driver.memory().allocate(4L * n);
      long sums = driver.memory().allocate(4 * 8);
      long stream = driver.streams().create();
      driver.memory().toDevice(onDevice, x, 4L * n, stream);
      MemorySegment arguments = arena.allocate(ADDRESS, 3);
      arguments.setAtIndex(ADDRESS, 0, arena.allocateFrom(JAVA_INT, n));
      arguments.setAtIndex(ADDRESS, 1, arena.allocateFrom(JAVA_LONG, onDevice));
      arguments.setAtIndex(ADDRESS, 2, arena.allocateFrom(JAVA_LONG, sums));
      driver.modules().launch(kernel, GridShape.of(4, 256), 0, stream, arguments);
      MemorySegment out = driver.memory().allocateHost(4 * 8);
      driver.memory().toHost(out, sums, 4 * 8, stream);
      driver.streams().synchronize(stream);
      assertThat(out.getAtIndex(JAVA_LONG, 0)).isEqualTo(255 * 128);
      assertThat(out.getAtIndex(JAVA_LONG, 3)).isEqualTo((768L + 999) * 232 / 2);
      driver.streams().destroy(stream);
      driver.memory().freeHost(x);
      driver.memory().freeHost(out);
      driver.memory().free(onDevice);
      driver.memory().free(sums);
    }
    driver.modules().unload(module);
    driver.devices().release(0);
  }
}
