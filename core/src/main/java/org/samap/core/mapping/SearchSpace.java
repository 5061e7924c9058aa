package org.samap.core.mapping;

/** Which components are compared when cells of two species are searched for neighbours. */
public enum SearchSpace {
  /** Those of all species. */
  JOINT,
  /** Those of the two species only. */
  PAIR
}
