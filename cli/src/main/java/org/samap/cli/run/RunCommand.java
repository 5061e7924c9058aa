package org.samap.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import org.samap.cli.options.Job;
import org.samap.cli.options.JobContext;
import org.samap.core.pipeline.RunFiles;
import org.samap.core.run.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code samap run}: maps species, from cells and BLAST tables to mapping scores. */
@Command(
    name = "run",
    header = "Maps two or more species onto each other.",
    description = {
      "Analyses each species, learns which genes and which cells correspond, and writes one"
          + " combined AnnData file, tables of mapping scores, and a page to look at."
    },
    customSynopsis = {
      "samap run --species ID=FILE --species ID=FILE [...] SOURCE --out DIR [OPTIONS]",
      LinkArgs.SYNOPSIS
    },
    footer = {
      "",
      "Example: human against mouse, scored by the column cell_type of both files",
      "  samap run --species hs=human.h5ad --species mm=mouse.h5ad --maps maps \\",
      "            --labels hs=cell_type --labels mm=cell_type --out hs_mm",
      "",
      "A value written [ID=]VALUE is for one species (--hops hs=2) or for all (--hops 2).",
      "More memory: SAMAP_JAVA_OPTS=-Xmx24g samap run ..."
    })
public final class RunCommand implements Job {
  @Mixin private RunArgs args = new RunArgs();

  @Option(
      names = "--force",
      description =
          "Replace the results of another run in --out. Its files, and those that other commands"
              + " made from them there, are removed when the new results are complete. Other files"
              + " stay.")
  private boolean force;

  @Mixin private PageArgs page = new PageArgs();

  @Override
  public void check() {
    args.complete();
    job();
    out();
  }

  @Override
  public void run(JobContext context) {
    job().run(out(), new RunJob.Writing(force, page.wanted()), context);
  }

  RunJob job() {
    return args.job();
  }

  /**
   * The folder of the results.
   *
   * @throws InputException if it holds the results of another run, without {@code --force}
   */
  Path out() {
    Path folder = args.out();
    Optional<Path> result = force ? Optional.empty() : RunFiles.resultIn(folder);
    if (result.isPresent()) {
      throw new InputException(
          "--out: %s is a result of another run; choose another folder, or replace its results with --force"
              .formatted(result.get()));
    }
    return folder;
  }
}
