package org.samap.core.cluster;

import org.samap.core.run.InputException;

/**
 * Parameters of {@link Leiden}.
 *
 * @param resolution the weight gamma of the expected edges, above 0; a larger one gives more and
 *     smaller communities; default 3
 * @param seed decides the order in which nodes are visited and the choices of the refinement
 * @param rounds the most rounds, each of which starts from the communities of the last; at least 1,
 *     default 5; a round without gain is the last
 * @param starts the most independent searches, of which the best is kept; at least 1, default 10; a
 *     graph of 25,000 edges gets at most 10, one of more than 125,000 just one
 */
public record LeidenParams(double resolution, long seed, int rounds, int starts) {
  public LeidenParams {
    if (!(resolution > 0 && resolution < Double.POSITIVE_INFINITY)) {
      throw InputException.about(
          "resolution", "resolution is " + resolution + "; give a number above 0, such as 3");
    }
    if (rounds < 1 || starts < 1) {
      throw new IllegalArgumentException(rounds + " rounds, " + starts + " starts");
    }
  }

  public static LeidenParams defaults() {
    return new LeidenParams(3, 0, 5, 10);
  }

  public LeidenParams withResolution(double newResolution) {
    return new LeidenParams(newResolution, seed, rounds, starts);
  }

  public LeidenParams withSeed(long newSeed) {
    return new LeidenParams(resolution, newSeed, rounds, starts);
  }

  public LeidenParams withRounds(int newRounds) {
    return new LeidenParams(resolution, seed, newRounds, starts);
  }

  public LeidenParams withStarts(int newStarts) {
    return new LeidenParams(resolution, seed, rounds, newStarts);
  }
}
