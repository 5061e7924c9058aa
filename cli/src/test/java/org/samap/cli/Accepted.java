package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.samap.cli.options.Job;

/** A command as it understands its options, without doing what they ask for. */
public final class Accepted {
  private Accepted() {}

  /**
   * The command that a line asks for, which must be accepted in silence.
   *
   * @param line words, in which TMP is {@code folder}
   */
  public static <T extends Job> T command(Class<T> type, String line, Path folder) {
    RecordingJobs jobs = new RecordingJobs();
    String[] words = line.replace("TMP", folder.toString()).split(" ");
    assertThat(Outcome.of(jobs, words)).isEqualTo(new Outcome(0, "", ""));
    return jobs.only(type);
  }
}
