package org.samap.cuda.layout;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.samap.core.embed.SampledEdges;
import org.samap.core.embed.UmapPlan;
import org.samap.cuda.device.BlockSize;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.driver.DriverException;

/**
 * The edges of a graph by colour, for a device. Colours that fit stay on it. The others are sent in
 * every turn, in blocks of points that are halved where memory is short. Room for the largest of
 * these is left free.
 */
final class ColoredEdges {
  private static final int LEAST_POINTS = 256;

  private final DeviceStream stream;
  private final SampledEdges edges;
  private final List<Part> kept = new ArrayList<>();
  private final int points;
  private final BlockSize block;

  private ColoredEdges(DeviceStream stream, UmapPlan plan) {
    this.stream = stream;
    this.edges = plan.edges();
    this.points = plan.points();
    this.block = new BlockSize(points, LEAST_POINTS);
  }

  /**
   * The ends of some points' edges on the device.
   *
   * @param first the first point
   * @param last the point after the last one
   * @param base the position of the first end among those of the colour
   * @param offsets for each point and the next, the position where its ends begin
   */
  record Part(
      int first,
      int last,
      int base,
      DeviceMemory offsets,
      DeviceMemory ends,
      DeviceMemory shares) {}

  /** Sends the colours that fit; {@code arena} keeps them. */
  static ColoredEdges on(DeviceArena arena, DeviceStream stream, UmapPlan plan) {
    ColoredEdges all = new ColoredEdges(stream, plan);
    int color = 0;
    while (color < SampledEdges.COLORS && all.keep(color, arena)) {
      color++;
    }
    return all;
  }

  private boolean keep(int color, DeviceArena arena) {
    long largest =
        IntStream.range(color + 1, SampledEdges.COLORS).mapToLong(this::bytes).max().orElse(0);
    if (!isFree(bytes(color) + largest)) {
      return false;
    }
    try {
      kept.add(sent(arena, color, edges.offsets(color), 0, points));
      return true;
    } catch (DriverException e) {
      if (e.isOutOfMemory()) { // free memory can be in pieces
        return false;
      }
      throw e;
    }
  }

  /** Whether so much memory is free, where what is kept to save time gives way. */
  private boolean isFree(long bytes) {
    Device device = stream.device();
    return device.freeMemory() >= bytes || (device.freeSpare() && device.freeMemory() >= bytes);
  }

  private long bytes(int color) {
    return bytes(edges.ends(color).length, points);
  }

  private static long bytes(int ends, int points) {
    return (long) (Integer.BYTES + Character.BYTES) * ends + Integer.BYTES * (points + 1L);
  }

  private Part sent(DeviceArena arena, int color, int[] offsets, int first, int last) {
    int base = offsets[first];
    int count = offsets[last] - base;
    DeviceMemory all = arena.allocate(bytes(count, last - first));
    DeviceMemory begins = all.slice(0, (last - first + 1L) * Integer.BYTES);
    DeviceMemory ends = all.slice(begins.bytes(), (long) count * Integer.BYTES);
    DeviceMemory shares = all.from(begins.bytes() + ends.bytes());
    stream.upload(offsets, first, last - first + 1, begins);
    stream.upload(edges.ends(color), base, count, ends);
    stream.upload(
        MemorySegment.ofArray(edges.shares(color))
            .asSlice((long) base * Character.BYTES, shares.bytes()),
        shares);
    return new Part(first, last, base, begins, ends, shares);
  }

  /** Gives all ends of a colour to {@code work}, which starts kernels on the stream. */
  void forParts(int color, Consumer<Part> work) {
    if (points == 0) {
      return;
    }
    if (color < kept.size()) {
      work.accept(kept.get(color));
      return;
    }
    int[] offsets = edges.offsets(color);
    block.forBlocks(
        points,
        (first, last) -> {
          try (DeviceArena arena = stream.device().arena()) {
            work.accept(sent(arena, color, offsets, first, last));
          }
        });
  }
}
