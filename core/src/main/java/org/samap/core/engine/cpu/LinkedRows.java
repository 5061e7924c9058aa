package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;

/**
 * The linked genes of a group of cells, row after row, ready to be multiplied with panels of genes.
 * Refilled for each group and used by one thread. Memory: 8 bytes per value of the group.
 */
final class LinkedRows {
  /** The number of each gene of the data here, or -1 if it is left out. */
  private final int[] number;

  /** The factor for the values of each gene of the data. */
  private final double[] factor;

  private int[] starts = new int[65];
  private int count;
  private int[] genes = new int[1 << 12];
  private float[] values = new float[1 << 12];

  /**
   * @param geneOfColumn the linked gene of each gene of the data, or -1
   * @param firstGene the linked gene that has number 0 here
   * @param scale the factor for the values of each linked gene; genes of factor 0 are left out
   */
  LinkedRows(int[] geneOfColumn, int firstGene, double[] scale) {
    this.number = new int[geneOfColumn.length];
    this.factor = new double[geneOfColumn.length];
    for (int column = 0; column < geneOfColumn.length; column++) {
      int gene = geneOfColumn[column];
      boolean used = gene >= 0 && scale[gene] != 0;
      number[column] = used ? gene - firstGene : -1;
      factor[column] = used ? scale[gene] : 0;
    }
  }

  void clear() {
    count = 0;
  }

  /** Appends the row at a cursor. */
  void add(RowCursor row) {
    int size = starts[count];
    // One place more, for a last value whose gene is left out.
    int needed = size + row.to() - row.from() + 1;
    if (needed > genes.length) {
      genes = Arrays.copyOf(genes, Math.max(needed, 2 * genes.length));
      values = Arrays.copyOf(values, genes.length);
    }
    if (++count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[count] = choose(row.genes(), row.values(), row.from(), row.to(), size);
  }

  /**
   * Appends the values of genes that are not left out; returns the number of all values. Each value
   * is written, and the next one replaces it if its gene is left out: a branch that depends on the
   * gene would be guessed wrong too often.
   */
  private int choose(int[] columns, float[] x, int from, int to, int size) {
    int at = size;
    for (int p = from; p < to; p++) {
      int column = columns[p];
      genes[at] = number[column];
      values[at] = (float) (x[p] * factor[column]);
      at += number[column] < 0 ? 0 : 1;
    }
    return at;
  }

  int count() {
    return count;
  }

  /** Where the values of the i-th row begin and those of the row before end. */
  int start(int i) {
    return starts[i];
  }

  int[] genes() {
    return genes;
  }

  float[] values() {
    return values;
  }
}
