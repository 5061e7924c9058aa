package org.samap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samap.cli.options.JobContext;
import org.samap.cli.options.Jobs;
import org.samap.core.run.InputException;

class CliTest {
  @TempDir Path folder = Path.of("");

  @Test
  void printsResultsToStandardOutputAndTheRestToStandardError() {
    Outcome outcome =
        demo(
            context -> {
              context.out().println("a table");
              context.progress().info("a fact");
              context.progress().warn("a doubt");
            });
    assertThat(outcome).isEqualTo(new Outcome(0, "a table\n", "a fact\nwarning: a doubt\n"));
  }

  @Test
  void isQuietButForWarnings() {
    Outcome outcome =
        demo(
            context -> {
              context.progress().info("a fact");
              context.progress().perform("a phase", 0, _ -> {});
              context.progress().warn("a doubt");
            },
            "--quiet");
    assertThat(outcome).isEqualTo(new Outcome(0, "", "warning: a doubt\n"));
  }

  @Test
  void tellsAMistakeInOneLine() {
    assertThat(demo(failing(new InputException("human.h5ad: has no 'X\n'; add it"))))
        .isEqualTo(new Outcome(2, "", "samap: error: human.h5ad: has no 'X<U+000A>'; add it\n"));
  }

  @Test
  void showsTheTraceOfAMistakeWhenDebugging() {
    Outcome outcome = demo(failing(new InputException("no X")), "--debug");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err()).contains("at org.samap.cli.CliTest").endsWith("samap: error: no X\n");
  }

  @Test
  void tellsAFailingDiskInOneLine() {
    Outcome outcome =
        demo(failing(new UncheckedIOException(new NoSuchFileException("/data/x.h5ad"))));
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                2, "", "samap: error: NoSuchFile: /data/x.h5ad; check the file and the disk\n"));
    assertThat(demo(failing(new UncheckedIOException(new IOException("No space left")))).err())
        .isEqualTo("samap: error: IO: No space left; check the file and the disk\n");
  }

  @Test
  void reportsABugWithItsTrace() {
    Outcome outcome = demo(failing(new IllegalStateException("k is odd")));
    assertThat(outcome.status()).isEqualTo(70);
    assertThat(outcome.err())
        .startsWith("samap: this is a bug (samap ")
        .contains("IllegalStateException: k is odd", "at org.samap.cli.CliTest");
  }

  @Test
  void reportsAFailedAssertionAsABug() {
    Outcome outcome =
        demo(
            context -> {
              throw new AssertionError("k is odd");
            });
    assertThat(outcome.status()).isEqualTo(70);
    assertThat(outcome.err()).contains("AssertionError: k is odd");
  }

  @Test
  void saysHowToGiveMoreMemory() {
    Outcome outcome =
        demo(
            context -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.err())
        .matches(
            "samap: error: there is not enough memory \\(\\d+ MB were allowed\\); give more, as in"
                + " SAMAP_JAVA_OPTS=-Xmx24g\\R");
  }

  private static Consumer<JobContext> failing(RuntimeException e) {
    return context -> {
      throw e;
    };
  }

  private Outcome demo(Consumer<JobContext> job, String... more) {
    Jobs jobs = (_, context) -> job.accept(context);
    String[] args = new String[3 + more.length];
    args[0] = "demo";
    args[1] = "--out";
    args[2] = folder.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return Outcome.of(jobs, args);
  }
}
