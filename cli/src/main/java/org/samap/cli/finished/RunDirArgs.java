package org.samap.cli.finished;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samap.cli.options.Check;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.RunFolder;
import org.samap.core.run.InputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The folder of a finished run, where results go unless {@code --out} says otherwise. */
public final class RunDirArgs {
  /** The command that has this folder, for messages. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder that 'samap run' wrote.")
  private Optional<Path> run = Optional.empty();

  /**
   * The folder.
   *
   * @throws InputException if none is given, or it holds no finished run
   */
  public Path folder() {
    String name = command.name();
    return folder(name, Check.present(name, "DIR, the folder of a run", run));
  }

  /** The species of the run. */
  public Set<String> species() {
    return species(command.name(), folder());
  }

  /** The file that {@code --out} gives, or else one of this name in the folder. */
  public Path outputFile(Optional<Path> out, String name) {
    return Check.outputFile("--out", out.orElseGet(() -> folder().resolve(name)));
  }

  /** The folder that {@code --out} gives, or else one of this name in the run's. */
  public Path outputFolder(Optional<Path> out, String name) {
    return Check.outputFolder("--out", out.orElseGet(() -> folder().resolve(name)));
  }

  /** A folder, if it holds a finished run. */
  private static Path folder(String command, Path run) {
    Check.folder(command, run);
    if (!Files.isRegularFile(run.resolve(RunFolder.COMBINED))) {
      throw new InputException(
          "%s: %s has no %s, so it is no finished run; run 'samap run' first"
              .formatted(command, run, RunFolder.COMBINED));
    }
    return run;
  }

  /** The species of the run in a folder. */
  public static Set<String> species(String command, Path run) {
    return new TreeSet<>(FinishedRun.speciesOf(folder(command, run)));
  }
}
