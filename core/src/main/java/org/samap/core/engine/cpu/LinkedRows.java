package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;

/**
 * The linked genes of a group of cells, row after row, ready to be multiplied with panels of genes.
 * Refilled for each group and used by one thread. Memory: 8 bytes per value of the group.
 */
final class LinkedRows {
  private final int[] geneOfColumn;
  private final int firstGene;
  private final double[] scale;
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
    this.geneOfColumn = geneOfColumn;
    this.firstGene = firstGene;
    this.scale = scale;
  }

  void clear() {
    count = 0;
  }

  /** Appends the row at a cursor. */
  void add(RowCursor row) {
    int size = starts[count];
    int needed = size + row.to() - row.from();
    if (needed > genes.length) {
      genes = Arrays.copyOf(genes, Math.max(needed, 2 * genes.length));
      values = Arrays.copyOf(values, genes.length);
    }
    int[] columns = row.genes();
    float[] x = row.values();
    for (int p = row.from(); p < row.to(); p++) {
      int gene = geneOfColumn[columns[p]];
      if (gene >= 0 && scale[gene] != 0) {
        genes[size] = gene - firstGene;
        values[size++] = (float) (x[p] * scale[gene]);
      }
    }
    if (++count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[count] = size;
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
