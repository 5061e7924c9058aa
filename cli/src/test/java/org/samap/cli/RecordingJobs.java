package org.samap.cli;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.JobOptions;
import org.samap.cli.options.Jobs;

/** Jobs that remember what they were asked to do. */
public final class RecordingJobs implements Jobs {
  private final List<JobOptions> asked = new ArrayList<>();
  private int threads;

  @Override
  public void run(JobOptions options, JobContext context) {
    asked.add(options);
    threads = context.workers().threads();
  }

  public int threads() {
    return threads;
  }

  public boolean isIdle() {
    return asked.isEmpty();
  }

  /** The options of the only job. */
  public <T extends JobOptions> T only(Class<T> type) {
    Assertions.assertThat(asked).singleElement().isInstanceOf(type);
    return type.cast(asked.getFirst());
  }
}
