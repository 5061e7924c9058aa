package org.samap.cli;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Jobs;

/** Jobs that remember what they were asked to do. */
public final class RecordingJobs implements Jobs {
  private final List<Job> asked = new ArrayList<>();
  private int threads;

  @Override
  public void run(Job job, JobContext context) {
    asked.add(job);
    threads = context.workers().threads();
  }

  public int threads() {
    return threads;
  }

  public boolean isIdle() {
    return asked.isEmpty();
  }

  /** The only job. */
  public <T extends Job> T only(Class<T> type) {
    Assertions.assertThat(asked).singleElement().isInstanceOf(type);
    return type.cast(asked.getFirst());
  }
}
