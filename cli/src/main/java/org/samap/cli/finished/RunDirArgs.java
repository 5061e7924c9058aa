package org.samap.cli.finished;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.samap.cli.options.Check;
import org.samap.cli.options.Inputs;
import org.samap.cli.options.Outputs;
import org.samap.core.pipeline.FinishedRun;
import org.samap.core.pipeline.RunFiles;
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

  /** Found when they are first asked for. */
  private Optional<Set<String>> species = Optional.empty();

  private Optional<List<Path>> files = Optional.empty();

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
    if (species.isEmpty()) {
      species = Optional.of(species(command.name(), folder()));
    }
    return species.get();
  }

  /** The file that {@code --out} gives, or else one of this name in the folder. */
  public Path outputFile(Optional<Path> out, String name) {
    return Outputs.file("--out", out.orElseGet(() -> folder().resolve(name)), inputs());
  }

  /** The folder that {@code --out} gives, or else one of this name in the run's. */
  public Path outputFolder(Optional<Path> out, String name) {
    return outputFolder("--out", out, name);
  }

  /**
   * The folder that an option gives, or else one of this name in the run's.
   *
   * @param name which also tells the files that will be in it
   */
  public Path outputFolder(String option, Optional<Path> out, String name) {
    return Outputs.folder(
        option,
        out.orElseGet(() -> folder().resolve(name)),
        RunFiles.madeIn(name, species()),
        inputs());
  }

  /** What the command may read: the run, and the files that options name. */
  public List<Path> inputs() {
    if (files.isEmpty()) {
      files = Optional.of(RunFiles.readIn(folder()));
    }
    List<Path> inputs = new ArrayList<>(files.get());
    inputs.addAll(Inputs.named(command));
    return inputs;
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
