package org.samap.core.homology.graph;

/** What happens where few names of the search tables are those of the data. */
public enum NameFix {
  /** They stay; what would match more is told. */
  NONE,
  /** They are changed in the way that matches the most genes, which is told. */
  AUTO
}
