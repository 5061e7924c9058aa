package org.samap.core.expression;

/**
 * Computes a new value from a stored one, its cell and its gene. Implementations are pure, and
 * records of data, so that they can be sent to where the values are.
 */
@FunctionalInterface
public interface EntryFunction {
  double of(int cell, int gene, float value);
}
