package org.samap.core.neighbors;

/** How far two rows are from each other. A row without length has distance 1 to every row. */
public enum Metric {
  /** 1 - x.y / (|x| |y|). */
  COSINE,
  /** The cosine distance of the rows after each row's mean is subtracted. */
  CORRELATION,
  /** |x - y|. */
  EUCLIDEAN
}
