package org.samap.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samap.core.run.InputException;

/**
 * Runs commands of samap in processes of their own, on the same Java with the same options as this
 * one, so that each can be measured alone. A child ends with its parent.
 */
final class JavaChild implements Sweep.Commands {
  private static final String MAIN = "org.samap.cli.Main";

  private static final List<String> LAUNCHERS =
      List.of("samap.terminal", "samap.columns", "samap.stderrIsDescriptor0");

  @Override
  public double run(List<String> command) {
    Path errors = temporary();
    try {
      long start = System.nanoTime();
      Process child =
          new ProcessBuilder(commandLine(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(errors.toFile())
              .start();
      Thread end = new Thread(child::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      int status = child.waitFor();
      double seconds = (System.nanoTime() - start) / 1e9;
      Runtime.getRuntime().removeShutdownHook(end);
      if (status != 0) {
        throw new InputException(
            "'samap %s' ended with status %d: %s"
                .formatted(String.join(" ", command), status, lastLine(errors)));
      }
      return seconds;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a run was measured", e);
    } finally {
      delete(errors);
    }
  }

  /**
   * Whether an option of Java is one of the launcher's properties that say where its own messages
   * go: they are not for a child.
   */
  static boolean isOfLauncher(String option) {
    return LAUNCHERS.stream().anyMatch(property -> option.startsWith("-D" + property + "="));
  }

  private static List<String> commandLine(List<String> command) {
    List<String> line = new ArrayList<>();
    line.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !isOfLauncher(option))
        .forEach(line::add);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    line.addAll(command);
    return line;
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("samap-bench", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "no message" : lines.getLast().replaceFirst("^samap: error: ", "");
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
