package org.samap.core.anndata;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;

/**
 * A sparse matrix as a stream of row blocks that are never in memory together. It is written as
 * compressed rows of float32.
 *
 * @param rows length of the first axis: the sum of the blocks' rows
 * @param columns length of the second axis
 * @param entries stored values of all blocks; 0 if not known in advance
 * @param blocks the rows in order; a block can have any number of rows to be written, but must be
 *     one of {@link Expression} to be loaded
 */
public record BlockMatrix(long rows, long columns, long entries, Iterable<RowBlock> blocks)
    implements Element {

  /** Blocks of a file whose values may have to be gathered before the first block is known. */
  public interface Gathered extends Iterable<RowBlock> {
    /** The bytes that gathering takes for each value; 0 if it is not needed. */
    int bytesPerValue();
  }

  /**
   * Rows that were expected in order are not. Blocks that were given before are wrong; the blocks
   * are right when they are asked for again.
   */
  public static final class OutOfOrder extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public long[] shape() {
    return new long[] {rows, columns};
  }

  public static BlockMatrix of(Expression x) {
    return blockDiagonal(List.of(x));
  }

  /** Puts the parts along the diagonal, with zeros elsewhere. */
  public static BlockMatrix blockDiagonal(List<? extends Expression> parts) {
    long rows = parts.stream().mapToLong(Expression::cells).sum();
    long columns = parts.stream().mapToLong(Expression::genes).sum();
    long entries = parts.stream().mapToLong(Expression::entries).sum();
    return new BlockMatrix(rows, columns, entries, () -> blocksOf(parts));
  }

  private static Iterator<RowBlock> blocksOf(List<? extends Expression> parts) {
    return new Iterator<>() {
      private int part;
      private int block;
      private int offset;

      @Override
      public boolean hasNext() {
        for (; part < parts.size() && block == parts.get(part).blocks(); part++) {
          offset += parts.get(part).genes();
          block = 0;
        }
        return part < parts.size();
      }

      @Override
      public RowBlock next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return shifted(parts.get(part).block(block++), offset);
      }
    };
  }

  private static RowBlock shifted(RowBlock b, int offset) {
    if (offset == 0) {
      return b;
    }
    int[] genes = b.genes().clone();
    for (int i = 0; i < genes.length; i++) {
      genes[i] += offset;
    }
    return new RowBlock(b.firstCell(), b.rows(), b.offsets(), genes, b.values());
  }
}
