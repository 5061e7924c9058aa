package org.samap.core.mapping;

/** The components in which neighbours between two species are searched. */
public enum SearchSpace {
  /** The components of all species. */
  JOINT,
  /** The components of the two species only. */
  PAIR
}
