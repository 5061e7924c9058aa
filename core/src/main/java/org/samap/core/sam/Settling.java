package org.samap.core.sam;

/**
 * Whether the weights of the genes have settled, and when they will: their changes shrink by about
 * the same factor from round to round.
 */
final class Settling {
  /** The rounds of usual data. */
  private static final int USUAL = 6;

  private final SamParams.Stopping stopping;
  private int rounds;
  private double before;
  private double change;

  Settling(SamParams.Stopping stopping) {
    this.stopping = stopping;
  }

  /** A round has changed the weights by so much. */
  void add(double newChange) {
    rounds++;
    before = change;
    change = newChange;
  }

  boolean goesOn() {
    return rounds < stopping.maxIter() && change > stopping.change();
  }

  /** How many rounds there will be; as many as of usual data where nothing is known. */
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
