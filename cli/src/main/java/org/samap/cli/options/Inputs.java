package org.samap.cli.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The files that a command reads. */
public final class Inputs {
  private Inputs() {}

  /** The existing files that its options name, except {@code --out}. */
  public static List<Path> named(CommandSpec command) {
    return command.args().stream()
        .filter(arg -> !arg.equals(command.findOption("--out")))
        .flatMap(arg -> paths(arg.getValue()))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static Stream<Path> paths(@Nullable Object value) {
    return switch (value) {
      case Path path -> Stream.of(path);
      case Assignment assignment -> Stream.of(Path.of(assignment.value()));
      case Optional<?> optional -> optional.stream().flatMap(Inputs::paths);
      case Collection<?> values -> values.stream().flatMap(Inputs::paths);
      case null, default -> Stream.empty();
    };
  }
}
