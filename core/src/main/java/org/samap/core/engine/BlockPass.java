package org.samap.core.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.RowCursor;

/**
 * A pass over cells that adds up columns. It holds the arithmetic of one block, shared by all
 * engines that work block by block. A pass is plain data, so it can be sent to where a block is:
 * {@link #write} and {@link #read} convert it to and from bytes. Partial sums are merged in block
 * order.
 */
public sealed interface BlockPass permits GeneSums, TranslatedSums {

  /** The number of columns that are added up. */
  int columns();

  /** An object that adds rows to sums one by one. Used by one thread. */
  Adder adder(MomentSums sums);

  /** Adds the row at a cursor. */
  @FunctionalInterface
  interface Adder {
    void add(RowCursor row);
  }

  /** Writes the pass, after a code for its kind. */
  default void write(DataOutput out) throws IOException {
    switch (this) {
      case GeneSums s -> {
        out.writeByte(0);
        out.writeInt(s.columns());
      }
      case TranslatedSums s -> {
        out.writeByte(1);
        s.writeData(out);
      }
    }
  }

  /**
   * @throws IOException if reading fails or the bytes hold no pass
   */
  static BlockPass read(DataInput in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 0 -> new GeneSums(in.readInt());
      case 1 -> TranslatedSums.readData(in);
      default -> throw new IOException("there is no pass of kind " + kind);
    };
  }
}
