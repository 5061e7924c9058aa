package org.samap.core.simulate;

/**
 * The tree of the species, of height 1: the last species splits off at the root, the others follow
 * at even distances, and the first two split last. Traits drift along the tree by Brownian motion,
 * so relatives resemble each other.
 */
final class Phylogeny {
  private final long seed;
  private final int species;

  Phylogeny(long seed, int species) {
    this.seed = seed;
    this.species = species;
  }

  /** The height that two species share, 0 if they split at the root. */
  double shared(int a, int b) {
    return (double) Math.min(trunk(a), trunk(b)) / (species - 1);
  }

  /** The drift of a trait from the root to a species: normal with variance 1. */
  double drift(int tip, String trait, long item) {
    double length = 1.0 / (species - 1);
    double value = 0;
    for (int segment = 0; segment < trunk(tip); segment++) {
      value += Math.sqrt(length) * step(trait + " along trunk " + segment, item);
    }
    return value + Math.sqrt(1 - trunk(tip) * length) * step(trait + " along branch " + tip, item);
  }

  private double step(String purpose, long item) {
    return Draws.of(seed, purpose, item).normal();
  }

  /** The number of trunk segments before a species splits off. */
  private int trunk(int tip) {
    return Math.min(species - 2, species - 1 - tip);
  }
}
