package org.samap.core.sam;

/**
 * Tells whether the gene weights have settled, and predicts when they will: their change shrinks by
 * about the same factor in every round.
 */
final class Settling {
  /** The number of rounds that most data take. */
  private static final int USUAL = 6;

  private final SamParams.Stopping stopping;
  private int rounds;
  private double before;
  private double change;

  Settling(SamParams.Stopping stopping) {
    this.stopping = stopping;
  }

  /** Records how much a round changed the weights. */
  void add(double newChange) {
    rounds++;
    before = change;
    change = newChange;
  }

  boolean goesOn() {
    return rounds < stopping.maxIter() && change > stopping.change();
  }

  /** The expected number of rounds; the usual number as long as nothing is known. */
  int expectedRounds() {
    if (rounds > 0 && !goesOn()) {
      return rounds;
    }
    double factor = change / before;
    if (stopping.change() == 0 || (rounds >= 2 && factor >= 1)) {
      return stopping.maxIter();
    }
    if (rounds < 2) {
      return Math.min(USUAL, stopping.maxIter());
    }
    double more = Math.ceil(StrictMath.log(stopping.change() / change) / StrictMath.log(factor));
    return (int) Math.clamp(rounds + more, rounds + 1, stopping.maxIter());
  }
}
