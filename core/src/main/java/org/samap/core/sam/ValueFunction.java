package org.samap.core.sam;

/** A value of expression, computed from a count. */
@FunctionalInterface
interface ValueFunction {
  double of(int cell, int gene, float count);
}
