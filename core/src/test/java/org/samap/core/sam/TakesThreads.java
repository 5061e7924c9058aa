package org.samap.core.sam;

import org.samap.core.run.Workers;

/** Does what no part of SAM may do, for the rule that would notice it. */
public final class TakesThreads {
  private TakesThreads() {}

  static int count(Workers workers) {
    return workers.threads();
  }
}
