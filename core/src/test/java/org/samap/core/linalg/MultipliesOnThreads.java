package org.samap.core.linalg;

import org.samap.core.run.Workers;

/** Does what no part of the algebra may do, for the rule that would notice it. */
public final class MultipliesOnThreads {
  private MultipliesOnThreads() {}

  static void multiply(double[] x, double factor, Workers workers) {
    workers.forEach(x.length, i -> x[i] *= factor);
  }
}
