package org.samap.cuda.svd;

import static org.samap.core.linalg.LinearOperator.WIDTH;

import java.util.ArrayList;
import java.util.List;
import org.samap.core.linalg.PanelBasis;
import org.samap.core.linalg.PanelMatrix;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;
import org.samap.cuda.device.Scratch;

/**
 * A basis on a device: 64 bytes for each row of a panel. The additions are those of the CPU's panel
 * algebra in the same order, so the bits are the same.
 */
final class DeviceBasis implements PanelBasis, AutoCloseable {
  private static final int BLOCK = WIDTH * WIDTH;
  private static final int PART_ROWS = 512;

  /** Memory is taken for as many panels at a time. */
  private static final int STEP = 16;

  private final int rows;
  private final DeviceStream stream;
  private final DeviceArena arena;
  private final List<DeviceMemory> panels = new ArrayList<>();
  private final DeviceMemory vector;
  private final Scratch table;
  private final Scratch parts;
  private final Scratch blocks;
  private float[] last = {};

  DeviceBasis(int rows, DeviceStream stream, DeviceArena arena) {
    this.rows = rows;
    this.stream = stream;
    this.arena = arena;
    this.vector = arena.doubles((long) rows * WIDTH);
    this.table = new Scratch(stream.device());
    this.parts = new Scratch(stream.device());
    this.blocks = new Scratch(stream.device());
  }

  @Override
  public int size() {
    return panels.size();
  }

  @Override
  public void add(float[] panel) {
    DeviceMemory memory = arena.floats(panel.length);
    stream.upload(panel, memory);
    panels.add(memory);
    last = panel;
  }

  @Override
  public float[] last() {
    return last;
  }

  /** The addresses of the panels [from, to) on the device. */
  private DeviceMemory addresses(int from, int to) {
    DeviceMemory memory = table.ofSize((long) inSteps(to - from) * Long.BYTES);
    stream.upload(
        panels.subList(from, to).stream().mapToLong(DeviceMemory::address).toArray(), memory);
    return memory;
  }

  private static int inSteps(int panels) {
    return Math.ceilDiv(panels, STEP) * STEP;
  }

  @Override
  public double[][] products(int first, float[] w) {
    int count = size() - first;
    if (count == 0) {
      return new double[0][];
    }
    int partCount = Math.ceilDiv(rows, PART_ROWS);
    stream.upload(w, vector);
    DeviceMemory sums = parts.ofSize((long) inSteps(count) * partCount * BLOCK * Float.BYTES);
    DeviceMemory products = blocks.ofSize((long) inSteps(count) * BLOCK * Double.BYTES);
    Launch.of(stream, "multiply_transposed", partCount, count)
        .with(addresses(first, size()), vector, rows, sums);
    Launch.of(stream, "add_products", count).with(sums, partCount, products);
    double[] all = new double[count * BLOCK];
    stream.download(products, all);
    double[][] out = new double[count][BLOCK];
    for (int p = 0; p < count; p++) {
      System.arraycopy(all, p * BLOCK, out[p], 0, BLOCK);
    }
    return out;
  }

  @Override
  public void addCombinations(int first, int end, List<float[]> factors, PanelMatrix w) {
    int count = end - first;
    DeviceMemory addresses = addresses(first, end);
    DeviceMemory ofPanels = blocks.ofSize((long) inSteps(count) * BLOCK * Double.BYTES);
    for (int g = 0; g < w.panels() && count > 0; g++) {
      stream.upload(factors.get(g), 0, count * BLOCK, ofPanels);
      stream.upload(w.panel(g), vector);
      Launch.of(stream, "add_combinations", Math.ceilDiv(rows, WIDTH))
          .with(addresses, count, ofPanels, rows, vector);
      stream.download(vector, w.panel(g));
    }
  }

  @Override
  public void close() {
    try (table;
        parts;
        blocks) {
      last = new float[0];
    }
  }
}
