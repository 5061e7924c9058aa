package org.samap.cuda.expression;

import java.util.function.LongFunction;
import org.samap.core.expression.Expression;
import org.samap.core.expression.PackedBlock;
import org.samap.core.run.Workers;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * Copies packed expression to a device. Expression that is stored packed is copied as it is; other
 * expression, which is small as a rule, is packed first by all workers.
 *
 * <p>A piece of memory holds the table of cells and then the bytes of each block. An entry of the
 * table is three words: the address of the genes, that of the values, and the number of stored
 * values (the lower half) with the form of the row (the upper half).
 */
final class Upload {
  private static final int WIDE_GENES = 1;
  private static final int PLAIN_VALUES = 2;
  private static final int WORDS = DeviceRows.BYTES / Long.BYTES;
  private static final int ALIGNMENT = 16;

  private final Expression x;
  private final int firstBlock;
  private final PackedBlock[] blocks;

  private final Workers workers;

  private Upload(Expression x, int firstBlock, PackedBlock[] blocks, Workers workers) {
    this.x = x;
    this.workers = workers;
    this.firstBlock = firstBlock;
    this.blocks = blocks;
  }

  /** Packs the blocks [from, to). */
  static Upload of(Expression x, int from, int to, Workers workers) {
    PackedBlock[] blocks = new PackedBlock[to - from];
    workers.forEach(blocks.length, b -> blocks[b] = x.packed(from + b));
    return new Upload(x, from, blocks, workers);
  }

  /** The bytes that the cells take on the device. */
  long bytes() {
    long bytes = tableBytes();
    for (PackedBlock block : blocks) {
      bytes += aligned(block.bytes().byteSize());
    }
    return bytes;
  }

  private long tableBytes() {
    return aligned((long) count() * DeviceRows.BYTES);
  }

  private int count() {
    return x.endCell(firstBlock + blocks.length - 1) - x.firstCell(firstBlock);
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /**
   * Copies the cells.
   *
   * @param memory gives memory of the size asked for
   */
  DeviceRows send(LongFunction<DeviceMemory> memory, DeviceStream stream) {
    DeviceMemory to = memory.apply(bytes());
    long[] table = new long[count() * WORDS];
    long at = tableBytes();
    int cell = 0;
    for (PackedBlock block : blocks) {
      DeviceMemory part = to.slice(at, block.bytes().byteSize());
      for (int r = 0; r < block.rows(); r++) {
        describe(block, r, part.address(), table, cell++ * WORDS);
      }
      stream.upload(block.bytes(), part, workers);
      at += aligned(part.bytes());
    }
    DeviceMemory tableOnDevice = to.slice(0, (long) table.length * Long.BYTES);
    stream.upload(table, tableOnDevice);
    return new DeviceRows(x.firstCell(firstBlock), cell, tableOnDevice);
  }

  private static void describe(PackedBlock block, int row, long address, long[] table, int at) {
    int length = block.offset(row + 1) - block.offset(row);
    int form =
        (block.geneBytes() == Integer.BYTES ? WIDE_GENES : 0)
            + (block.distinct(row) == 0 ? PLAIN_VALUES : 0);
    table[at] = address + (long) block.offset(row) * block.geneBytes();
    table[at + 1] = address + block.valueStart(row);
    table[at + 2] = (long) form << Integer.SIZE | length;
  }
}
