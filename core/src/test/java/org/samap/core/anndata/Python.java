package org.samap.core.anndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts with the system's Python, whose anndata is the reference. */
public final class Python {
  private static final String INTERPRETER = "/usr/bin/python3";

  private static final boolean HAS_ANNDATA = run("-c", "import anndata").status == 0;

  private Python() {}

  /** Skips the test, with a message, where the reference is not installed. */
  static void assumeAnnData() {
    assumeTrue(HAS_ANNDATA, "python3-anndata is not installed: apt-get install python3-anndata");
  }

  /** Runs a test resource; it prints nothing and succeeds. */
  public static void check(String script, Object... arguments) {
    assumeAnnData();
    List<String> command = new ArrayList<>(List.of(resource(script)));
    for (Object a : arguments) {
      command.add(a.toString());
    }
    Result result = run(command.toArray(String[]::new));
    assertThat(result.output).isBlank();
    assertThat(result.status).isZero();
  }

  private record Result(int status, String output) {}

  private static Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("timeout", "120", INTERPRETER, "-W", "ignore"));
    command.addAll(List.of(arguments));
    try {
      Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(p.waitFor(), output);
    } catch (IOException e) {
      return new Result(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static String resource(String name) {
    return Path.of(System.getProperty("samap.repository", ".."))
        .resolve("core/src/test/resources/anndata")
        .resolve(name)
        .toAbsolutePath()
        .toString();
  }
}
