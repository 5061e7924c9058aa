package org.samap.core.engine;

import java.util.Arrays;
import org.samap.core.expression.Expression;

/**
 * Some genes of one species' expression, numbered among the genes of all species.
 *
 * @param expression the species' cells x genes
 * @param numbers the number of each gene of the species, or -1 for a gene that is left out
 */
public record GeneView(Expression expression, int[] numbers) {

  public GeneView {
    if (numbers.length != expression.genes()) {
      throw new IllegalArgumentException(
          numbers.length + " numbers for " + expression.genes() + " genes");
    }
  }

  /** The view of the wanted genes only. */
  public GeneView only(boolean[] wanted) {
    int[] left = numbers.clone();
    Arrays.setAll(left, g -> left[g] >= 0 && wanted[left[g]] ? left[g] : -1);
    return new GeneView(expression, left);
  }
}
