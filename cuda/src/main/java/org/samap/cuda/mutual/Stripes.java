package org.samap.cuda.mutual;

/**
 * Successive stripes of {@link org.samap.core.engine.cpu.Holders} of one species, and so 4,096
 * places each.
 *
 * @param end the stripe after the last
 */
record Stripes(int species, int first, int end) {

  int count() {
    return end - first;
  }

  /** Some of these, counted from the first. */
  Stripes part(int from, int to) {
    return new Stripes(species, first + from, first + to);
  }
}
