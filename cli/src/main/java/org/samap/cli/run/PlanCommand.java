package org.samap.cli.run;

import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code samap plan}: predicts the cost of {@code samap run} with the same options. */
@Command(
    name = "plan",
    header = "Predicts the time and memory of a run.",
    description = {
      "Takes the options of 'samap run' except --force. Prints the sizes of the data, the time and"
          + " peak memory of each phase, and whether the run fits into --memory; if not, the exit"
          + " code is 2. If the engine is a GPU, also tells what its operations take of the GPU's"
          + " memory. Also reports what else would stop the run, such as genes that no table"
          + " names. Reads the tables, and the AnnData files without their expression. Writes"
          + " nothing."
    },
    customSynopsis = {
      "samap plan --species ID=FILE --species ID=FILE [...] SOURCE [OPTIONS]",
      LinkArgs.SYNOPSIS
    },
    footer = {
      "",
      "Example:",
      "  samap plan --species hs=human.h5ad --species mm=mouse.h5ad --maps maps --memory 8g"
    })
public final class PlanCommand implements Job {
  @Mixin private RunArgs args = new RunArgs();

  @Override
  public void check() {
    args.complete();
    job();
  }

  @Override
  public void run(JobContext context) {
    job().plan(context);
  }

  RunJob job() {
    return args.job();
  }
}
