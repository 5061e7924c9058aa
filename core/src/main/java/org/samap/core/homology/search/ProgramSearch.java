package org.samap.core.homology.search;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for programs in the folders of a search path, as a shell does.
 *
 * @param folders the value of PATH
 * @param patience how long a program may take to tell its version
 */
public record ProgramSearch(String folders, Duration patience) {
  private static final Pattern VERSION = Pattern.compile("\\d+[\\w.+-]*");

  /** The first file of that name that can be run. */
  public Optional<Path> find(String program) {
    return Stream.of(folders.split(Pattern.quote(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> inFolder(folder, program).stream())
        .findFirst();
  }

  private static Optional<Path> inFolder(String folder, String program) {
    try {
      Path file = Path.of(folder).resolve(program);
      return Files.isRegularFile(file) && Files.isExecutable(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The version that a program tells; none if it fails, says nothing or takes too long. */
  public Optional<String> version(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    try {
      Path answer = Files.createTempFile("samap-version", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          return Optional.empty();
        }
        return process.exitValue() == 0 ? versionIn(answer) : Optional.empty();
      } finally {
        Files.deleteIfExists(answer);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<String> versionIn(Path answer) throws IOException {
    String text = new String(Files.readAllBytes(answer), StandardCharsets.ISO_8859_1);
    Matcher version = VERSION.matcher(text.lines().findFirst().orElse(""));
    return version.find() ? Optional.of(version.group()) : Optional.empty();
  }

  private static String nullDevice() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }
}
