package org.samap.cuda.expression;

import org.samap.cuda.device.DeviceMemory;

/**
 * Cells whose expression is on a device. Kernels take the table as {@code const samap::CellRow*}
 * (expression.cuh) and find cell {@code first + i} at place i.
 *
 * @param first the first cell
 * @param count the number of cells
 * @param table where each cell's genes and values are: {@value #BYTES} bytes a cell
 */
public record DeviceRows(int first, int count, DeviceMemory table) {
  static final int BYTES = 24;

  /** The cell after the last one. */
  public int end() {
    return first + count;
  }

  /** Some of these cells, from the i-th on. */
  public DeviceRows some(int i, int cells) {
    return new DeviceRows(first + i, cells, table.slice((long) i * BYTES, (long) cells * BYTES));
  }
}
