package org.samap.cuda.search;

import org.samap.core.neighbors.Metric;
import org.samap.cuda.device.DeviceArena;
import org.samap.cuda.device.DeviceMemory;
import org.samap.cuda.device.DeviceStream;

/**
 * How rows are compared on a device.
 *
 * @param metric the number that the kernels know the metric by
 * @param centre what is subtracted from every row for Euclidean distance, float64
 */
record DeviceForm(int metric, DeviceMemory centre) {
  private static final int COSINE = 0;
  private static final int CORRELATION = 1;
  private static final int EUCLIDEAN = 2;

  static DeviceForm of(Metric metric, DeviceMemory centre) {
    return new DeviceForm(
        switch (metric) {
          case COSINE -> COSINE;
          case CORRELATION -> CORRELATION;
          case EUCLIDEAN -> EUCLIDEAN;
        },
        centre);
  }

  /**
   * The form with a centre that is copied to the device.
   *
   * @param centre for Euclidean distance; others do not read it
   */
  static DeviceForm of(Metric metric, double[] centre, DeviceArena arena, DeviceStream stream) {
    DeviceMemory onDevice = arena.doubles(centre.length);
    stream.upload(centre, onDevice);
    return of(metric, onDevice);
  }

  /**
   * The power of two that brings all lengths below 1, for Euclidean distance.
   *
   * @param largestSquares the largest squared length; 1 is returned if that is 0
   */
  static double factor(double largestSquares) {
    return largestSquares == 0
        ? 1
        : Math.scalb(1.0, -Math.getExponent(Math.sqrt(largestSquares)) - 1);
  }
}
