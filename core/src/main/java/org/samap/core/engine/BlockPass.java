package org.samap.core.engine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.samap.core.expression.MomentSums;
import org.samap.core.expression.RowCursor;

/**
 * A pass over cells that adds up columns: the arithmetic of one block, which every engine that
 * works block by block shares. It is data, so that it can be sent to where a block is: {@link
 * #write} and {@link #read} are its form in bytes. Partial sums are merged in the order of the
 * blocks.
 */
public sealed interface BlockPass permits GeneSums, TranslatedSums {

  /** How many columns are added up. */
  int columns();

  /** What adds rows to sums, one after the other; for one thread. */
  Adder adder(MomentSums sums);

  /** Adds the row that a cursor is at. */
  @FunctionalInterface
  interface Adder {
    void add(RowCursor row);
  }

  /** Writes the pass with what names its kind. */
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
   * @throws IOException also if the bytes hold no pass
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
