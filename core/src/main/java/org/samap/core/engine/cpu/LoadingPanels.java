package org.samap.core.engine.cpu;

import java.util.Arrays;
import org.samap.core.expression.RowCursor;
import org.samap.core.simd.PanelKernels;

/**
 * Loadings (linked genes of a species x components), cut into panels of {@value #WIDTH} components.
 * A panel (64 bytes per gene) stays in the second-level cache while a group of cells is multiplied
 * with it. So a product runs at the speed of that cache and not of main memory.
 */
public final class LoadingPanels {
  static final int WIDTH = PanelKernels.WIDTH;

  private final float[][] panels;
  private final int genes;
  private final int components;

  /** Panels of zeros. */
  LoadingPanels(int genes, int components) {
    this.genes = genes;
    this.components = components;
    this.panels = new float[Math.ceilDiv(components, WIDTH)][genes * WIDTH];
  }

  /** Stores the loadings of a gene, one per component, in float32. */
  void set(int gene, double[] loadings) {
    for (int c = 0; c < components; c++) {
      panels[c / WIDTH][gene * WIDTH + c % WIDTH] = (float) loadings[c];
    }
  }

  public int genes() {
    return genes;
  }

  public int components() {
    return components;
  }

  /** Copies the loadings of a gene into {@code to}. */
  public void copyRow(int gene, float[] to, int at) {
    for (int c = 0; c < components; c += WIDTH) {
      System.arraycopy(
          panels[c / WIDTH], gene * WIDTH, to, at + c, Math.min(WIDTH, components - c));
    }
  }

  /** Receives the products of a group: component c of its i-th cell is z. */
  @FunctionalInterface
  interface Sink {
    void accept(int i, int component, double z);
  }

  /**
   * Multiplies groups of cells. It first gathers the values of their linked genes. Each row is
   * summed in gene order: eight genes at a time in float32, and these sums in float64.
   */
  final class Multiplier {
    private final PanelKernels kernels = PanelKernels.best();
    private final LinkedRows rows;
    private final double[] sums = new double[WIDTH];

    /**
     * @param geneOfColumn the linked gene of each gene of the data, or -1
     * @param firstGene the linked gene of the first row of the loadings
     * @param scale the factor for the values of each linked gene
     */
    Multiplier(int[] geneOfColumn, int firstGene, double[] scale) {
      this.rows = new LinkedRows(geneOfColumn, firstGene, scale);
    }

    /** Multiplies the cells [from, to) with all loadings. */
    void multiply(RowCursor row, int from, int to, Sink sink) {
      rows.clear();
      for (int cell = from; cell < to; cell++) {
        row.read(cell);
        rows.add(row);
      }
      for (int p = 0; p * WIDTH < components; p++) {
        int width = Math.min(WIDTH, components - p * WIDTH);
        for (int i = 0; i < to - from; i++) {
          Arrays.fill(sums, 0);
          kernels.gatherByEights(
              rows.genes(), rows.values(), rows.start(i), rows.start(i + 1), panels[p], sums, 0);
          for (int c = 0; c < width; c++) {
            sink.accept(i, p * WIDTH + c, sums[c]);
          }
        }
      }
    }
  }
}
