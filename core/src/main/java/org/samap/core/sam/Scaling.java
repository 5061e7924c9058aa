package org.samap.core.sam;

/** How the expression of the chosen genes is scaled before the PCA, which always centres. */
public enum Scaling {
  /** Every gene gets mean 0 and variance 1, clipped to -10..10. */
  STANDARD_SCALER,
  /** Every cell gets Euclidean length 1 over the chosen genes. */
  NORMALIZER,
  /** Expression is not scaled. */
  NONE
}
