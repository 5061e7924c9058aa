package org.samap.core.engine;

/**
 * Which mutual edges a cell keeps (SPEC 5.6, 5.7).
 *
 * @param k how many, the largest first
 * @param towardsEach k towards each other species, not k in all
 * @param rescale rescale them by the correlation of the projected cells first
 */
public record EdgeRule(int k, boolean towardsEach, boolean rescale) {

  /** How many edges a cell may keep among so many species. */
  public int most(int species) {
    return towardsEach ? k * (species - 1) : k;
  }
}
