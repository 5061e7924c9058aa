package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;
import org.samap.core.simd.PanelKernels;

/**
 * Loadings (linked genes of a species x components) cut into panels of {@value #WIDTH} components,
 * each small enough (64 bytes a gene) to stay in the second cache while a group of cells is
 * multiplied with it: a product then runs at the rate of that cache and not of main memory.
 */
final class LoadingPanels {
  static final int WIDTH = PanelKernels.WIDTH;

  private final float[][] panels;
  private final int components;

  /** All zeros. */
  LoadingPanels(int genes, int components) {
    this.components = components;
    this.panels = new float[Math.ceilDiv(components, WIDTH)][genes * WIDTH];
  }

  /** Puts the loadings of a gene in place: as many as there are components, in float32. */
  void set(int gene, double[] loadings) {
    for (int c = 0; c < components; c++) {
      panels[c / WIDTH][gene * WIDTH + c % WIDTH] = (float) loadings[c];
    }
  }

  int components() {
    return components;
  }

  /** Takes the products of a group: component c of its i-th cell is z. */
  @FunctionalInterface
  interface Sink {
    void accept(int i, int component, double z);
  }

  /**
   * Multiplies groups of cells. The values of their linked genes are gathered first; each row's sum
   * is made in the order of the genes, eight of them in float32 and these sums in float64.
   */
  final class Multiplier {
    private final PanelKernels kernels = PanelKernels.best();
    private final int[] geneOfColumn;
    private final int firstGene;
    private final double[] scale;
    private final double[] sums = new double[WIDTH];
    private int[] ends = new int[0];
    private int[] genes = new int[1 << 12];
    private float[] values = new float[1 << 12];

    /**
     * @param geneOfColumn the linked gene of each gene of the data, or -1
     * @param firstGene the linked gene of the first row of the loadings
     * @param scale what a value of each linked gene is multiplied by
     */
    Multiplier(int[] geneOfColumn, int firstGene, double[] scale) {
      this.geneOfColumn = geneOfColumn;
      this.firstGene = firstGene;
      this.scale = scale;
    }

    /** Multiplies the cells [from, to) with all loadings. */
    void multiply(RowCursor row, int from, int to, Sink sink) {
      gather(row, from, to);
      for (int p = 0; p * WIDTH < components; p++) {
        int width = Math.min(WIDTH, components - p * WIDTH);
        int begin = 0;
        for (int i = 0; i < to - from; i++) {
          Arrays.fill(sums, 0);
          kernels.gatherByEights(genes, values, begin, ends[i], panels[p], sums, 0);
          begin = ends[i];
          for (int c = 0; c < width; c++) {
            sink.accept(i, p * WIDTH + c, sums[c]);
          }
        }
      }
    }

    private void gather(RowCursor row, int from, int to) {
      if (ends.length < to - from) {
        ends = new int[to - from];
      }
      int size = 0;
      for (int cell = from; cell < to; cell++) {
        row.read(cell);
        int needed = size + row.to() - row.from();
        if (needed > genes.length) {
          genes = Arrays.copyOf(genes, Math.max(needed, 2 * genes.length));
          values = Arrays.copyOf(values, genes.length);
        }
        for (int p = row.from(); p < row.to(); p++) {
          int gene = geneOfColumn[row.genes()[p]];
          if (gene >= 0 && scale[gene] != 0) {
            genes[size] = gene - firstGene;
            values[size++] = (float) (row.values()[p] * scale[gene]);
          }
        }
        ends[cell - from] = size;
      }
    }
  }
}
