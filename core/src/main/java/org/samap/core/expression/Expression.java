package org.samap.core.expression;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.samap.core.run.Workers;

/**
 * A sparse cells x genes matrix (counts or normalised values), kept as blocks of rows. Steps pass
 * over the blocks and never ask for the whole. Implementations are immutable and safe to read from
 * many threads.
 */
public interface Expression {

  /** Cells in a block. All blocks but the last hold this many, for any implementation. */
  int BLOCK_CELLS = 1024;

  int cells();

  int genes();

  /** The number of stored values. */
  long entries();

  default int blocks() {
    return Math.ceilDiv(cells(), BLOCK_CELLS);
  }

  /** The cells from {@code b * BLOCK_CELLS} on. */
  RowBlock block(int b);

  /** Works on every block, in parallel. */
  default void forEachBlock(Workers workers, Consumer<RowBlock> work) {
    workers.forEach(blocks(), b -> work.accept(block(b)));
  }

  /** A new matrix on the heap with every block replaced by {@code f} of it. */
  default Expression mapBlocks(Workers workers, UnaryOperator<RowBlock> f) {
    RowBlock[] out = new RowBlock[blocks()];
    workers.forEach(out.length, b -> out[b] = f.apply(block(b)));
    return HeapExpression.of(cells(), genes(), out);
  }
}
