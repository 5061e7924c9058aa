package org.samap.core.engine;

import java.util.Arrays;
import org.samap.core.expression.Expression;

/**
 * Some genes of an expression matrix, under the numbers that they have among the genes of all
 * species.
 *
 * @param expression cells x genes of one species' data
 * @param numbers the number of each gene of the data, or -1 for a gene that is left out
 */
public record GeneView(Expression expression, int[] numbers) {

  public GeneView {
    if (numbers.length != expression.genes()) {
      throw new IllegalArgumentException(
          numbers.length + " numbers for " + expression.genes() + " genes");
    }
  }

  /** The same with fewer genes. */
  public GeneView only(boolean[] wanted) {
    int[] left = numbers.clone();
    Arrays.setAll(left, g -> left[g] >= 0 && wanted[left[g]] ? left[g] : -1);
    return new GeneView(expression, left);
  }
}
