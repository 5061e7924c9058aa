package org.samap.core.harmony;

import org.samap.core.run.InputException;

/**
 * Parameters of {@link Harmony}, with the names of the paper.
 *
 * @param theta how much clusters are asked to hold all batches alike, at least 0; default 2
 * @param sigma how soft clusters are, above 0; default 0.1
 * @param lambda the ridge penalty on what a batch changes in a cluster, above 0; default 1
 * @param maxRounds rounds of clustering and correcting at most, at least 1; default 10
 * @param seed decides the start of the clusters and the order of the cells
 */
public record HarmonyParams(double theta, double sigma, double lambda, int maxRounds, long seed) {
  public HarmonyParams {
    require(theta >= 0 && theta <= 1e6, "theta", theta, "of at least 0");
    require(sigma > 0 && sigma <= 1e6, "sigma", sigma, "above 0");
    require(lambda > 0 && lambda <= 1e6, "lambda", lambda, "above 0");
    require(maxRounds >= 1, "number of rounds", maxRounds, "of at least 1");
  }

  public static HarmonyParams defaults() {
    return new HarmonyParams(2, 0.1, 1, 10, 0);
  }

  public HarmonyParams withTheta(double newTheta) {
    return new HarmonyParams(newTheta, sigma, lambda, maxRounds, seed);
  }

  public HarmonyParams withMaxRounds(int most) {
    return new HarmonyParams(theta, sigma, lambda, most, seed);
  }

  public HarmonyParams withSeed(long newSeed) {
    return new HarmonyParams(theta, sigma, lambda, maxRounds, newSeed);
  }

  private static void require(boolean valid, String name, double value, String rule) {
    if (!valid) {
      throw new InputException("Harmony's " + name + " is " + value + "; give a number " + rule);
    }
  }
}
