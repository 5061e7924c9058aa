package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.List;
import org.samap.cuda.driver.DriverException;

/** Does every step of a cleanup, even if some fail, and then throws the first failure. */
public final class Cleanup {
  private final List<DriverException> failures = new ArrayList<>();

  /** Does a step. */
  public void run(Runnable step) {
    try {
      step.run();
    } catch (DriverException e) {
      failures.add(e);
    }
  }

  /**
   * Ends the cleanup.
   *
   * @throws DriverException the first failure
   */
  public void end() {
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  /** Does a step that cleans up after a failure; returns that failure, whatever the step does. */
  public static RuntimeException after(RuntimeException failure, Runnable step) {
    try {
      step.run();
    } catch (DriverException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
