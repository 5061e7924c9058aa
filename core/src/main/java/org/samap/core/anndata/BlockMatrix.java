package org.samap.core.anndata;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;

/**
 * A sparse matrix to be written, as a stream of row blocks that are never in memory together. It is
 * written as compressed rows of float32.
 *
 * @param rows length of the first axis: the sum of the blocks' rows
 * @param columns length of the second axis
 * @param blocks the rows in order; blocks may have any number of rows
 */
public record BlockMatrix(long rows, long columns, Iterable<RowBlock> blocks) implements Element {

  @Override
  public long[] shape() {
    return new long[] {rows, columns};
  }

  public static BlockMatrix of(Expression x) {
    return blockDiagonal(List.of(x));
  }

  /** The parts along the diagonal: rows below rows, columns beside columns, zeros elsewhere. */
  public static BlockMatrix blockDiagonal(List<? extends Expression> parts) {
    long rows = parts.stream().mapToLong(Expression::cells).sum();
    long columns = parts.stream().mapToLong(Expression::genes).sum();
    return new BlockMatrix(rows, columns, () -> blocksOf(parts));
  }

  private static Iterator<RowBlock> blocksOf(List<? extends Expression> parts) {
    return IntStream.range(0, parts.size())
        .boxed()
        .flatMap(
            part -> {
              int offset = parts.subList(0, part).stream().mapToInt(Expression::genes).sum();
              Expression x = parts.get(part);
              return IntStream.range(0, x.blocks()).mapToObj(b -> shifted(x.block(b), offset));
            })
        .iterator();
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
