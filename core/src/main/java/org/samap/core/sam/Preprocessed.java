package org.samap.core.sam;

import java.util.Optional;
import org.samap.core.expression.Expression;
import org.samap.core.expression.GeneMoments;

/**
 * Preprocessed expression, ready for SAM and for the mapping.
 *
 * @param expression X: normalised, transformed, thresholded; columns of dropped genes are empty
 * @param maskGenes which genes were kept
 * @param moments the moments of X
 * @param pcaInput the input of the PCA: X itself, or the residuals of {@link Transform#MULTINOMIAL}
 * @param pcaMoments the moments of pcaInput
 * @param depths log10(1 + counts) of each cell, where components that follow it must be left out
 */
public record Preprocessed(
    Expression expression,
    boolean[] maskGenes,
    GeneMoments moments,
    Expression pcaInput,
    GeneMoments pcaMoments,
    Optional<double[]> depths) {

  /** Expression whose components are all used. */
  public Preprocessed(
      Expression expression,
      boolean[] maskGenes,
      GeneMoments moments,
      Expression pcaInput,
      GeneMoments pcaMoments) {
    this(expression, maskGenes, moments, pcaInput, pcaMoments, Optional.empty());
  }

  public int cells() {
    return expression.cells();
  }

  public int genes() {
    return expression.genes();
  }
}
