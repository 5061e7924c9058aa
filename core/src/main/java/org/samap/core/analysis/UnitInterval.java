package org.samap.core.analysis;

import org.samap.core.run.InputException;

/** Checks the limits that a user sets on weights, scores and shares. */
public final class UnitInterval {
  private UnitInterval() {}

  /**
   * @param name the name of the parameter
   * @param least the smallest valid value, 0 or -1
   * @throws InputException unless {@code value} is from {@code least} to 1
   */
  public static double check(String name, double value, int least) {
    if (!(value >= least && value <= 1)) {
      throw InputException.about(
          name, "%s is %s; give a number from %d to 1".formatted(name, value, least));
    }
    return value;
  }
}
