package org.samap.core.embed;

import java.util.OptionalInt;
import org.samap.core.run.InputException;

/**
 * Parameters of {@link Umap}.
 *
 * @param minDist the distance up to which points count as close, 0 to spread; default 0.1
 * @param spread the scale on which closeness falls, above 0; default 1
 * @param negativeSamples random points that push a point away for each neighbour that pulls it, at
 *     least 0; default 5
 * @param learningRate the first step's length, above 0 and at most 100; it falls linearly to 0;
 *     default 1
 * @param epochs passes over the edges, at least 1; by default 500 up to 10,000 points, else 200
 * @param seed decides the start, the sampling and the order
 */
public record UmapParams(
    double minDist,
    double spread,
    int negativeSamples,
    double learningRate,
    OptionalInt epochs,
    long seed) {
  public UmapParams {
    require(spread > 0 && spread <= 1e6, "spread", spread, "above 0, such as 1");
    require(minDist >= 0 && minDist <= spread, "min_dist", minDist, "from 0 to spread");
    require(negativeSamples >= 0, "negative sample rate", negativeSamples, "of at least 0");
    require(
        learningRate > 0 && learningRate <= 100,
        "learning rate",
        learningRate,
        "above 0 up to 100");
    require(epochs.orElse(1) >= 1, "number of epochs", epochs.orElse(1), "of at least 1");
  }

  public static UmapParams defaults() {
    return new UmapParams(0.1, 1, 5, 1, OptionalInt.empty(), 0);
  }

  public UmapParams withMinDist(double newMinDist) {
    return new UmapParams(newMinDist, spread, negativeSamples, learningRate, epochs, seed);
  }

  public UmapParams withSpread(double newSpread) {
    return new UmapParams(minDist, newSpread, negativeSamples, learningRate, epochs, seed);
  }

  public UmapParams withNegativeSamples(int newNegativeSamples) {
    return new UmapParams(minDist, spread, newNegativeSamples, learningRate, epochs, seed);
  }

  public UmapParams withLearningRate(double newLearningRate) {
    return new UmapParams(minDist, spread, negativeSamples, newLearningRate, epochs, seed);
  }

  public UmapParams withEpochs(int newEpochs) {
    return new UmapParams(
        minDist, spread, negativeSamples, learningRate, OptionalInt.of(newEpochs), seed);
  }

  public UmapParams withSeed(long newSeed) {
    return new UmapParams(minDist, spread, negativeSamples, learningRate, epochs, newSeed);
  }

  int epochsFor(int points) {
    return epochs.orElse(points <= 10_000 ? 500 : 200);
  }

  private static void require(boolean valid, String name, double value, String rule) {
    if (!valid) {
      throw new InputException("UMAP's " + name + " is " + value + "; give a number " + rule);
    }
  }
}
