package org.samap.core.simd;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A float32 panel (see {@link PanelKernels}) in native memory, where each row is one line of the
 * cache. Rows of an array on the heap begin anywhere, so that nearly all of them lie across two
 * lines, and changing rows in no order takes a third more time. Reading them hardly does.
 *
 * <p>The garbage collector releases panels that nobody refers to any more.
 */
public final class FloatPanel {
  private static final int WIDTH = PanelKernels.WIDTH;
  static final long ROW_BYTES = (long) WIDTH * Float.BYTES;

  private final int rows;
  private final MemorySegment values;

  private FloatPanel(int rows, MemorySegment values) {
    this.rows = rows;
    this.values = values;
  }

  /** A panel of zeros. */
  public static FloatPanel zeros(int rows) {
    return new FloatPanel(rows, Arena.ofAuto().allocate(rows * ROW_BYTES, ROW_BYTES));
  }

  public int rows() {
    return rows;
  }

  MemorySegment values() {
    return values;
  }

  public float get(int row, int column) {
    return values.getAtIndex(JAVA_FLOAT, index(row, column));
  }

  public void set(int row, int column, float value) {
    values.setAtIndex(JAVA_FLOAT, index(row, column), value);
  }

  private static long index(int row, int column) {
    return (long) row * WIDTH + column;
  }

  /** Sets all values to 0. */
  public void clear() {
    values.fill((byte) 0);
  }

  /** Copies the rows [from, to) into an array from its beginning on. */
  public void copyTo(float[] out, int from, int to) {
    MemorySegment.copy(values, JAVA_FLOAT, from * ROW_BYTES, out, 0, (to - from) * WIDTH);
  }
}
