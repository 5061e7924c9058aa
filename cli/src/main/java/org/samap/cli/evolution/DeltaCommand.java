package org.samap.cli.evolution;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.finished.RunDirArgs;
import org.samap.cli.options.Check;
import org.samap.cli.options.JobCommand;
import org.samap.core.analysis.evolution.HomologyDelta;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap delta}: expression against sequence, edge by edge. */
@Command(
    name = "delta",
    header = "Compares how well homologs agree in expression with what their sequences promise.",
    description = {
      "For every edge of the homology graph whose two genes are expressed (SAM weight above 0, in"
          + " at least one of 1,000 cells): its refined weight less the running median of the"
          + " refined weights of such edges of the same two species at its sequence weight."
    },
    customSynopsis = "samap delta DIR [OPTIONS]",
    footer = {"", "Example: all homologs of the run in hs_mm", "  samap delta hs_mm"})
public final class DeltaCommand implements JobCommand {
  @Mixin(name = "Input")
  private Input input = new Input();

  @Mixin(name = "Output")
  private Output output = new Output();

  /** The run. */
  static final class Input extends RunDirArgs {
    @Option(
        names = "--window",
        paramLabel = "N",
        defaultValue = "101",
        description = "Edges in the window of the running median (default: ${DEFAULT-VALUE}).")
    int window;
  }

  /** What is written where. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "The table; may end in .gz (default: DIR/homology_delta.tsv.gz).")
    Optional<Path> out = Optional.empty();
  }

  @Override
  public DeltaOptions call() {
    Path run = input.folder("delta");
    return new DeltaOptions(
        run,
        new HomologyDelta.Params(input.window),
        Check.outputFile("--out", output.out.orElse(run.resolve("homology_delta.tsv.gz"))));
  }
}
