package org.samap.core.expression;

/**
 * What becomes of a stored value, from its cell and its gene. Implementations are records of data,
 * so that they can be sent to where the values are; they are pure.
 */
@FunctionalInterface
public interface EntryFunction {
  double of(int cell, int gene, float value);
}
