package org.samap.cli.run;

import java.nio.file.Path;
import org.samap.cli.options.JobCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code samap plan}: what {@code samap run} with the same options will take. */
@Command(
    name = "plan",
    header = "Predicts time and memory of a run.",
    description = {
      "Takes the options of 'samap run', reads the headers of the files alone, and prints sizes,"
          + " the predicted time and peak memory of each phase, and whether the run fits into"
          + " --memory; if it does not, the exit code is 2. Writes nothing."
    },
    customSynopsis = "samap plan --species ID=FILE --species ID=FILE [...] --maps DIR [OPTIONS]",
    footer = {
      "",
      "Example:",
      "  samap plan --species hs=human.h5ad --species mm=mouse.h5ad --maps maps --memory 8g"
    })
public final class PlanCommand implements JobCommand {
  @Mixin(name = "Run")
  private RunArgs args = new RunArgs();

  @Override
  public PlanOptions call() {
    return new PlanOptions(args.toOptions("plan", () -> Path.of("")));
  }
}
