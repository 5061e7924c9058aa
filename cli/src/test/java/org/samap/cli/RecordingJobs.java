package org.samap.cli;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Jobs that remember what they were asked to do. */
final class RecordingJobs implements Jobs {
  private final List<JobOptions> asked = new ArrayList<>();
  private int threads;

  @Override
  public void run(JobOptions options, Session session) {
    asked.add(options);
    threads = session.workers().threads();
  }

  int threads() {
    return threads;
  }

  boolean isIdle() {
    return asked.isEmpty();
  }

  /** The options of the only job. */
  <T extends JobOptions> T only(Class<T> type) {
    Assertions.assertThat(asked).singleElement().isInstanceOf(type);
    return type.cast(asked.getFirst());
  }
}
