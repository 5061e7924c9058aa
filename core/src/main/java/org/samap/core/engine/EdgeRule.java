package org.samap.core.engine;

/**
 * Which mutual edges a cell keeps (SPEC 5.6, 5.7).
 *
 * @param k how many edges a cell keeps, the largest first
 * @param towardsEach whether a cell keeps k edges to each other species, instead of k in all
 * @param rescale whether edges are first rescaled by the correlation of the projected cells
 */
public record EdgeRule(int k, boolean towardsEach, boolean rescale) {

  /** The most edges that a cell can keep if there are this many species. */
  public int most(int species) {
    return towardsEach ? k * (species - 1) : k;
  }
}
