package org.samap.core.sam;

/**
 * The dispersion of a gene's neighbour-averaged expression that its weight is computed from. The
 * averages have mean m, variance v and root mean square q over the cells. A dispersion with divisor
 * 0 is 0.
 */
public enum WeightMode {
  /** v / q. */
  RMS,
  /** v / m. */
  DISPERSION,
  /** v. */
  VARIANCE,
  /** The larger of the two weights by DISPERSION and by RMS. */
  COMBINED
}
