package org.samap.core.sam;

/** What is done to the chosen genes' expression before the PCA, which always centres. */
public enum Scaling {
  /** Every gene: mean 0, variance 1, clipped to -10..10. */
  STANDARD_SCALER,
  /** Every cell: Euclidean length 1 over the chosen genes. */
  NORMALIZER,
  /** Nothing. */
  NONE
}
