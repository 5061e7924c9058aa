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
import picocli.CommandLine.Parameters;

/** The folder of a finished run; what else a command reads extends it. */
public class RunDirArgs {
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
  public final Path folder(String command) {
    return folder(command, Check.present(command, "DIR, the folder of a run", run));
  }

  /** The species of the run. */
  public final Set<String> species(String command) {
    return species(command, folder(command));
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
