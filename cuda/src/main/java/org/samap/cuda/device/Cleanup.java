package org.samap.cuda.device;

import java.util.ArrayList;
import java.util.List;
import org.samap.cuda.driver.DriverException;

/** Does every step of a cleanup, even if some fail, and then throws the first failure. */
final class Cleanup {
  private final List<DriverException> failures = new ArrayList<>();

  void run(Runnable step) {
    try {
      step.run();
    } catch (DriverException e) {
      failures.add(e);
    }
  }

  void end() {
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
