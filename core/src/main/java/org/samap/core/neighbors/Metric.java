package org.samap.core.neighbors;

/**
 * The distance of two rows. For cosine and correlation, a row without length has distance 1 to
 * every row.
 */
public enum Metric {
  /** 1 - x.y / (|x| |y|). */
  COSINE,
  /** The cosine distance after each row's mean is subtracted. */
  CORRELATION,
  /** |x - y|. */
  EUCLIDEAN
}
