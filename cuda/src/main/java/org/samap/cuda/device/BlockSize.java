package org.samap.cuda.device;

import java.util.function.IntFunction;
import org.samap.cuda.driver.DriverException;

/**
 * The size of the blocks that work on a device is cut into. It starts at what should fit and is
 * halved whenever the device runs out of memory. The blocks' results must not depend on it.
 */
public final class BlockSize {
  private final int least;
  private int size;

  /**
   * @param size the first size
   * @param least the smallest size that makes sense, at least 1
   */
  public BlockSize(int size, int least) {
    if (least < 1) {
      throw new IllegalArgumentException("blocks of at least " + least);
    }
    this.least = least;
    this.size = Math.max(least, size);
  }

  /** Work on the items [from, to). If it runs out of memory, it is done again in smaller blocks. */
  @FunctionalInterface
  public interface Block {
    void work(int from, int to);
  }

  /**
   * Does all items in blocks, in order.
   *
   * @throws DriverException if the device fails, or has too little memory for the smallest block
   */
  public void forBlocks(int items, Block block) {
    for (int from = 0; from < items; ) {
      int to = (int) Math.min(items, (long) from + size);
      try {
        block.work(from, to);
        from = to;
      } catch (DriverException e) {
        halveAfter(e);
      }
    }
  }

  /**
   * What {@code make} makes for blocks of the current size, which becomes smaller until there is
   * memory for it.
   *
   * @throws DriverException if the device fails, or has too little memory for the smallest block
   */
  public <T> T fitting(IntFunction<T> make) {
    while (true) {
      try {
        return make.apply(size);
      } catch (DriverException e) {
        halveAfter(e);
      }
    }
  }

  private void halveAfter(DriverException e) {
    if (!e.isOutOfMemory() || size == least) {
      throw e;
    }
    size = Math.max(least, size / 2);
  }

  /** The size of the next block. */
  public int current() {
    return size;
  }
}
