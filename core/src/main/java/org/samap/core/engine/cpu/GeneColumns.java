package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;

/**
 * The expression of some cells of a species turned round, so that the values of each linked gene
 * stand together: products with matrices of genes or of cells then run over panels that stay in the
 * nearest caches. A value of linked gene g is at the positions {@code start(g)} to {@code start(g +
 * 1) - 1}. Filled anew for each group of cells; one thread uses it.
 *
 * <p>8 bytes a value of the group; filling it takes two passes over them.
 */
final class GeneColumns {
  private final int[] geneOfColumn;
  private final int firstGene;
  private final int[] starts;
  private int[] genes = new int[1 << 12];
  private float[] rowValues = new float[1 << 12];
  private int[] rowEnds = new int[64];
  private int[] cells = new int[0];
  private float[] values = new float[0];

  /**
   * @param geneOfColumn the linked gene of each gene of the data, or -1
   * @param firstGene the first linked gene of the species
   * @param genes its number of linked genes
   */
  GeneColumns(int[] geneOfColumn, int firstGene, int genes) {
    this.geneOfColumn = geneOfColumn;
    this.firstGene = firstGene;
    this.starts = new int[genes + 2];
  }

  /** Takes the first {@code count} of some cells; they are known by their positions here. */
  void fill(RowCursor row, int[] someCells, int count) {
    Arrays.fill(starts, 0);
    if (rowEnds.length < count) {
      rowEnds = new int[Math.max(count, 2 * rowEnds.length)];
    }
    int size = 0;
    for (int i = 0; i < count; i++) {
      row.read(someCells[i]);
      size = takeRow(row, size);
      rowEnds[i] = size;
    }
    // Counts of gene g are at g + 2: after the sums and the placing, start(g) is at g.
    for (int g = 2; g < starts.length; g++) {
      starts[g] += starts[g - 1];
    }
    if (values.length < size) {
      cells = new int[Math.max(size, 2 * values.length)];
      values = new float[cells.length];
    }
    int p = 0;
    for (int i = 0; i < count; i++) {
      for (; p < rowEnds[i]; p++) {
        int at = starts[genes[p] + 1]++;
        cells[at] = i;
        values[at] = rowValues[p];
      }
    }
  }

  /** Appends the linked values of a row; returns the new size. */
  private int takeRow(RowCursor row, int from) {
    int size = from;
    int needed = size + row.to() - row.from();
    if (needed > genes.length) {
      genes = Arrays.copyOf(genes, Math.max(needed, 2 * genes.length));
      rowValues = Arrays.copyOf(rowValues, genes.length);
    }
    int[] columns = row.genes();
    float[] x = row.values();
    for (int p = row.from(); p < row.to(); p++) {
      int gene = geneOfColumn[columns[p]];
      if (gene >= 0) {
        genes[size] = gene - firstGene;
        rowValues[size++] = x[p];
        starts[gene - firstGene + 2]++;
      }
    }
    return size;
  }

  int genes() {
    return starts.length - 2;
  }

  /** Where the values of a gene begin, counted from the species' first. */
  int start(int gene) {
    return starts[gene];
  }

  /** The position of the cell of each value. */
  int[] cells() {
    return cells;
  }

  float[] values() {
    return values;
  }
}
