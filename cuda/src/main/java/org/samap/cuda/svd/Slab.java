package org.samap.cuda.svd;

import org.samap.cuda.device.DeviceArena;

/**
 * The scaled values of a section of cells on a device, by rows and by columns: 16 bytes a value.
 *
 * @param arena holds its memory
 * @param firstCell the cell of row 0
 * @param rows the cells; indices are columns
 * @param columns the chosen genes; indices are rows
 */
record Slab(DeviceArena arena, int firstCell, Lines rows, Lines columns) implements AutoCloseable {

  /** The most pieces of rows or of columns. */
  int pieces() {
    return Math.max(rows.pieceCount(), columns.pieceCount());
  }

  long bytes() {
    return 2 * (rows.values().bytes() + rows.indices().bytes());
  }

  @Override
  public void close() {
    arena.close();
  }
}
