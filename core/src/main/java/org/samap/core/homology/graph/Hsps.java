package org.samap.core.homology.graph;

/** What counts of several rows of a search table on the same two genes. */
public enum Hsps {
  /** The last row, as in the published program: searches are made with one row a pair. */
  LAST,
  /** The row with the largest bit score. */
  BEST
}
