package org.samap.cuda.layout;

import org.samap.core.embed.ForceTable;
import org.samap.core.embed.SampledEdges;
import org.samap.core.embed.UmapPlan;
import org.samap.core.matrix.FloatMatrix;
import org.samap.core.run.Progress;
import org.samap.cuda.device.Device;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Kernel;
import org.samap.cuda.driver.GridShape;

/**
 * The layout of a graph by UMAP on one device, the same bits as the CPU's.
 *
 * <p>An epoch is 32 turns, and a turn one launch of a kernel with a thread for each point ({@code
 * layout.cu}). A thread moves its point along the point's own edges of the turn's colour, one after
 * the other, and reads the other points where they were when the turn began. So additions have the
 * order of the CPU's, and nothing is atomic. All steps are float32 operations and look-ups in
 * tables that the CPU made; random numbers belong to positions of edges, not to threads.
 *
 * <p>A turn reads 6 bytes for each end of an edge, reads and writes 20 for each point, and takes 8
 * bytes at random for each pull and for each random point. Positions of 6 million points fit the 50
 * MB of an H100's cache. For 1 million cells with 40 edges, of which a third is sampled in an
 * epoch, 200 epochs are 220 GB in order and 17 thousand million points at random.
 *
 * <p>Memory on the device: 6 bytes for each end of an edge (two for each edge), 128 for each point
 * for where its ends begin, 16 for its positions, and 164 KB for the tables. What does not fit of
 * the edges is sent again in every turn ({@link ColoredEdges}). Further devices are not used: every
 * turn would have to send all positions to all of them.
 *
 * <p>A point's edges are one thread's, so time grows with the largest number of edges of a point: a
 * hub that all points have an edge to holds up every turn.
 */
public final class DeviceLayout {
  private static final int THREADS = 256; // as the kernel says

  private final UmapPlan plan;
  private final DeviceStream stream;
  private final ColoredEdges edges;
  private final Kernel turn;
  private final DeviceMemory attraction;
  private final DeviceMemory repulsion;
  private final float clippedPull;
  private final float clippedPush;
  private DeviceMemory before;
  private DeviceMemory after;

  private DeviceLayout(UmapPlan plan, DeviceArena arena, DeviceStream stream) {
    this.plan = plan;
    this.stream = stream;
    turn = stream.device().kernel("layout", "layout_turn");
    attraction = uploaded(plan.attraction(), arena);
    repulsion = uploaded(plan.repulsion(), arena);
    clippedPull = plan.clippedPull();
    clippedPush = plan.clippedPush();
    float[] start = plan.start();
    before = arena.floats(start.length);
    after = arena.floats(start.length);
    stream.upload(start, before);
    edges = ColoredEdges.on(arena, stream, plan);
  }

  private DeviceMemory uploaded(ForceTable table, DeviceArena arena) {
    DeviceMemory values = arena.floats(table.values().length);
    stream.upload(table.values(), values);
    return values;
  }

  /**
   * Lays out a graph.
   *
   * @param phase counts the epochs
   * @return points x 2
   */
  public static FloatMatrix of(UmapPlan plan, Device device, Progress.Phase phase) {
    try (DeviceArena arena = device.arena();
        DeviceStream stream = device.stream()) {
      return new DeviceLayout(plan, arena, stream).optimized(phase);
    }
  }

  private FloatMatrix optimized(Progress.Phase phase) {
    phase.expect(plan.epochs());
    for (int epoch = 0; epoch < plan.epochs(); epoch++) {
      for (int color = 0; color < SampledEdges.COLORS; color++) {
        move(epoch, color);
      }
      stream.synchronize(); // so that progress is what has been done
      phase.advance(1);
    }
    float[] positions = new float[2 * plan.points()];
    stream.download(before, positions);
    return FloatMatrix.of(plan.points(), 2, positions);
  }

  private void move(int epoch, int color) {
    long random = plan.random(epoch, color).start();
    float rate = plan.rate(epoch);
    edges.forParts(
        color,
        part ->
            turn.launch(
                stream,
                GridShape.covering(part.last() - part.first(), THREADS),
                part.first(),
                part.last(),
                plan.points(),
                part.offsets(),
                part.ends(),
                part.shares(),
                part.base(),
                before,
                after,
                attraction,
                repulsion,
                clippedPull,
                clippedPush,
                plan.edges().salt(),
                epoch,
                random,
                plan.negativeSamples(),
                rate));
    DeviceMemory swap = before;
    before = after;
    after = swap;
  }
}
