package org.samap.core.sam;

import java.util.stream.IntStream;
import org.samap.core.engine.Engine;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.FloatMatrix;

/**
 * The loadings by which cells of all species are projected: the right singular vectors, largest
 * singular values first, of all genes' expression, divided by its standard deviation, weighted and
 * centred ({@code varm['PCs_SAMap']}). Signs as in {@link Svd}.
 */
public final class MappingLoadings {
  /** Components by default. */
  public static final int COMPONENTS = 300;

  private MappingLoadings() {}

  /**
   * @param weights of the genes
   * @param components at most; limited to one less than cells and genes
   * @return genes x components; zero rows for genes of weight 0, zero columns beyond the rank
   */
  public static FloatMatrix of(
      Preprocessed data, double[] weights, int components, long seed, Engine engine) {
    int columns = Math.max(1, Math.min(components, Math.min(data.cells(), data.genes()) - 1));
    double[] variances = data.moments().variances();
    int[] genes =
        IntStream.range(0, data.genes()).filter(g -> weights[g] > 0 && variances[g] > 0).toArray();
    int found = Math.min(columns, genes.length);
    if (found == 0) {
      return FloatMatrix.zeros(data.genes(), columns);
    }
    FloatMatrix right = engine.loadings(ScaledGenes.forMapping(data, genes, weights), found, seed);
    return spread(right, genes, data.genes(), columns);
  }

  /** Rows of {@code m} put to the places {@code rows} of a larger matrix of zeros. */
  static FloatMatrix spread(FloatMatrix m, int[] rows, int allRows, int allColumns) {
    FloatMatrix out = FloatMatrix.zeros(allRows, allColumns);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(m.values(), m.offset(i), out.values(), out.offset(rows[i]), m.columns());
    }
    return out;
  }
}
