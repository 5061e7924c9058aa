package org.samap.core.sam;

/**
 * Which dispersion d of a gene's neighbour-averaged expression its weight comes from, with mean m,
 * variance v and root mean square q over the cells. A dispersion with divisor 0 is 0.
 */
public enum WeightMode {
  /** v / q. */
  RMS,
  /** v / m. */
  DISPERSION,
  /** v. */
  VARIANCE,
  /** The larger of the weights by DISPERSION and by RMS. */
  COMBINED
}
