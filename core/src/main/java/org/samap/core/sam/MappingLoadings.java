package org.samap.core.sam;

import java.util.stream.IntStream;
import org.samap.core.engine.Engine;
import org.samap.core.expression.ScaledExpression;
import org.samap.core.linalg.Svd;
import org.samap.core.matrix.FloatMatrix;

/**
 * The loadings on which the mapping projects cells of all species ({@code varm['PCs_SAMap']}).
 * Expression of all genes is divided by its standard deviation, weighted and centred; the loadings
 * are its right singular vectors, largest singular values first. Signs are as in {@link Svd}. Of
 * data with depths the components that follow them are left out.
 */
public final class MappingLoadings {
  /** The default number of components. */
  public static final int COMPONENTS = 300;

  private MappingLoadings() {}

  /**
   * @param weights the weight of every gene
   * @param components the most components; limited to one less than cells and genes
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
    ScaledExpression scaled = ScaledGenes.forMapping(data, genes, weights);
    FloatMatrix right =
        data.depths()
            .map(d -> DepthComponents.without(engine.components(scaled, found, seed), d).right())
            .orElseGet(() -> engine.loadings(scaled, found, seed));
    return spread(right, genes, data.genes(), columns);
  }

  /** A matrix of zeros with the rows of {@code m} at the places {@code rows}. */
  static FloatMatrix spread(FloatMatrix m, int[] rows, int allRows, int allColumns) {
    FloatMatrix out = FloatMatrix.zeros(allRows, allColumns);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(m.values(), m.offset(i), out.values(), out.offset(rows[i]), m.columns());
    }
    return out;
  }
}
