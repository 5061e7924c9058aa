package org.samap.core.anndata.formats;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.samap.core.anndata.BlockMatrix;
import org.samap.core.expression.Expression;
import org.samap.core.expression.RowBlock;
import org.samap.core.expression.RowSorter;

/**
 * The cells of a Matrix Market file, block by block. Where the entries of a cell follow one
 * another, as Cell Ranger writes them, one pass over the file keeps one block in memory; in any
 * other order it keeps all entries, 12 bytes each. A file that begins in order and goes on in
 * another is noticed on the way, and read in the other manner from then on.
 */
final class CoordinateMatrix implements BlockMatrix.Gathered {
  /** Entries from which the order of all is told. */
  private static final int SAMPLE = 1 << 16;

  private final Path file;
  private final int cells;
  private final boolean rowsAreCells;
  private final int[] columnOf;
  private volatile boolean mixed;

  /**
   * @param cells the number of cells
   * @param rowsAreCells whether cells are its rows, not its columns
   * @param columnOf the column here of every gene of the file, or -1 where it is left out
   */
  CoordinateMatrix(Path file, int cells, boolean rowsAreCells, int[] columnOf) {
    this.file = file;
    this.cells = cells;
    this.rowsAreCells = rowsAreCells;
    this.columnOf = columnOf;
  }

  @Override
  public int bytesPerValue() {
    return !mixed && isByCell() ? 0 : BlockEntries.VALUE;
  }

  @Override
  public Iterator<RowBlock> iterator() {
    return !mixed && isByCell() ? new Streamed() : gathered();
  }

  private int cell(CoordinateLines entry) {
    return rowsAreCells ? entry.row() : entry.column();
  }

  private int gene(CoordinateLines entry) {
    return columnOf[rowsAreCells ? entry.column() : entry.row()];
  }

  private int rows(int block) {
    return Math.min(Expression.BLOCK_CELLS, cells - block * Expression.BLOCK_CELLS);
  }

  /** Cells that never fall are also the beginning of a file by genes, but there none repeats. */
  private boolean isByCell() {
    try (CoordinateLines entry = CoordinateLines.open(file)) {
      boolean repeats = false;
      int last = -1;
      for (int n = 0; n < SAMPLE && entry.next(); n++) {
        int cell = cell(entry);
        if (cell < last) {
          return false;
        }
        repeats |= cell == last;
        last = cell;
      }
      return repeats;
    }
  }

  private Iterator<RowBlock> gathered() {
    BlockEntries[] blocks = new BlockEntries[Math.ceilDiv(cells, Expression.BLOCK_CELLS)];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new BlockEntries();
    }
    try (CoordinateLines entry = CoordinateLines.open(file)) {
      while (entry.next()) {
        int gene = gene(entry);
        if (gene >= 0) {
          int cell = cell(entry);
          blocks[cell / Expression.BLOCK_CELLS].add(
              cell % Expression.BLOCK_CELLS, gene, entry.value());
        }
      }
    }
    RowSorter sorter = new RowSorter();
    return new Iterator<>() {
      private int block;

      @Override
      public boolean hasNext() {
        return block < blocks.length;
      }

      @Override
      public RowBlock next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        BlockEntries entries = blocks[block];
        blocks[block] = new BlockEntries(); // its memory can go
        RowBlock made = entries.build(block * Expression.BLOCK_CELLS, rows(block), sorter);
        block++;
        return made;
      }
    };
  }

  /** Reads on until the cells of a block are over. */
  private final class Streamed implements Iterator<RowBlock> {
    private final CoordinateLines entry = CoordinateLines.open(file);
    private final BlockEntries entries = new BlockEntries();
    private final RowSorter sorter = new RowSorter();
    private int block;
    private boolean more = true;

    Streamed() {
      advance();
    }

    @Override
    public boolean hasNext() {
      return (long) block * Expression.BLOCK_CELLS < cells;
    }

    @Override
    public RowBlock next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int first = block * Expression.BLOCK_CELLS;
      int rows = rows(block);
      while (more && cell(entry) - first < rows) {
        add(cell(entry) - first);
        advance();
      }
      block++;
      return entries.build(first, rows, sorter);
    }

    private void add(int row) {
      if (row < 0) {
        entry.close();
        mixed = true;
        throw new BlockMatrix.OutOfOrder();
      }
      int gene = gene(entry);
      if (gene >= 0) {
        entries.add(row, gene, entry.value());
      }
    }

    private void advance() {
      try {
        more = entry.next();
      } catch (RuntimeException e) {
        entry.close();
        throw e;
      }
      if (!more) {
        entry.close();
      }
    }
  }
}
